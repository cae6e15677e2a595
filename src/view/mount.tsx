import { render } from "preact";
import type { Store } from "../store/store.ts";
import type { Actions } from "./actions.ts";
import { Boundary } from "./faults/Boundary.tsx";
import { Panel } from "./Panel.tsx";
import { language, t } from "./text.ts";

/**
 * Draws the panel into an element, and says in the document which language it is in and how that is written.
 *
 * @returns takes it away again
 */
export function mountPanel(container: Element, store: Store, actions: Actions): () => void {
  const root = container.ownerDocument.documentElement;
  root.lang = language();
  root.dir = t("writingDirection");
  render(
    <Boundary where="faultInPanel" actions={actions}>
      <Panel store={store} actions={actions} />
    </Boundary>,
    container,
  );
  return () => render(null, container);
}
