import { render } from "preact";
import type { Store } from "../store/store.ts";
import type { Actions } from "./actions.ts";
import { Boundary } from "./faults/Boundary.tsx";
import { Panel } from "./Panel.tsx";

/**
 * Draws the panel into an element.
 *
 * @returns takes it away again
 */
export function mountPanel(container: Element, store: Store, actions: Actions): () => void {
  render(
    <Boundary where="faultInPanel" actions={actions}>
      <Panel store={store} actions={actions} />
    </Boundary>,
    container,
  );
  return () => render(null, container);
}
