import { useSignal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import type { Store } from "../store/store.ts";
import type { Actions } from "./actions.ts";
import { Detail } from "./detail/Detail.tsx";
import { Divider } from "./detail/Divider.tsx";
import { List } from "./list/List.tsx";
import { ListState } from "./list/list-state.ts";
import { CaptureLine } from "./status/CaptureLine.tsx";
import { StatusBar } from "./status/StatusBar.tsx";
import { Toolbar } from "./toolbar/Toolbar.tsx";
import { useSize } from "./use-size.ts";
import "./panel.css";

/** In a panel of at most this width (CSS pixels) the detail stands below the list. */
const NARROW = 600;

/** The whole panel. */
export function Panel({ store, actions }: { store: Store; actions: Actions }) {
  const list = useMemo(() => new ListState(store), [store]);
  const main = useRef<HTMLElement>(null);
  const isNarrow = useSignal(false);
  const isOpen = useSignal(false);
  // The share of the list, in percent, beside the detail and above it.
  const beside = useSignal(46);
  const above = useSignal(38);
  useSize(main, (width) => {
    isNarrow.value = width <= NARROW;
  });

  const close = () => {
    if (!isOpen.value || store.selected.value === null) return false;
    isOpen.value = false;
    main.current?.querySelector<HTMLElement>("[role=grid]")?.focus({ preventScroll: true });
    return true;
  };
  const isShown = isOpen.value && store.selected.value !== null;
  const share = isNarrow.value ? above : beside;
  return (
    <div class="panel">
      <Toolbar store={store} actions={actions} />
      <CaptureLine store={store} actions={actions} />
      <main
        ref={main}
        class={isNarrow.value ? "main narrow" : "main"}
        style={isShown ? `--share:${share.value}%` : "--share:100%"}
      >
        <List
          store={store}
          actions={actions}
          state={list}
          onOpen={() => {
            isOpen.value = true;
          }}
          onClose={close}
        />
        {isShown && (
          <>
            <Divider share={share} isNarrow={isNarrow.value} container={main} />
            <Detail store={store} actions={actions} onClose={close} />
          </>
        )}
      </main>
      <StatusBar store={store} actions={actions} />
    </div>
  );
}
