import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../Icon.tsx";
import { t } from "../text.ts";
import { keyLines } from "./keys.ts";
import { isMacKeyboard } from "./use-commands.ts";
import "../dialog.css";
import "./keys.css";

/** All keys of the panel. Closed by the browser, which gives the focus back to what had it. */
export function KeysDialog({ canCountLive, onClose }: { canCountLive: boolean; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      class="dialog keys"
      aria-labelledby="keys-title"
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key === "?") close();
        // DevTools would open its drawer.
        if (event.key === "Escape") event.stopPropagation();
      }}
      onClick={({ target, currentTarget }) => {
        if (target === currentTarget) close();
      }}
    >
      <div class="dialog-box">
        <div class="dialog-head">
          <h2 id="keys-title">{t("keysTitle")}</h2>
          <button type="button" class="tool" aria-label={t("close")} title={t("close")} onClick={close}>
            <Icon name="cross" />
          </button>
        </div>
        <table class="keys-table">
          <tbody>
            {keyLines(isMacKeyboard(), canCountLive).map(({ shortcuts, does }) => (
              <tr key={does}>
                <th scope="row">
                  {shortcuts.map((keys) => (
                    <span key={keys.join()} class="keys-shortcut">
                      {keys.map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </span>
                  ))}
                </th>
                <td>{t(does)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </dialog>
  );
}
