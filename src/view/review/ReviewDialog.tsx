import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type Format, formats } from "../../report/formats/registry.ts";
import type { Masking } from "../../report/masking/masking.ts";
import { type Announce, endOf } from "../Announcement.tsx";
import type { Actions } from "../actions.ts";
import { plural } from "../format.ts";
import { Icon } from "../Icon.tsx";
import { t } from "../text.ts";
import { SecretList } from "./SecretList.tsx";
import "../dialog.css";
import "./review.css";

/**
 * What is masked in a report, before it leaves: each value by its label and places, with a box to leave it readable. The
 * values themselves are not in it: somebody may look over a shoulder.
 */
export function ReviewDialog({
  actions,
  ids,
  announce,
  onClose,
}: {
  actions: Actions;
  ids: readonly string[] | undefined;
  announce: Announce;
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const masking = useSignal<Masking | null>(null);
  const share = useSignal(0);
  const kept = useSignal<ReadonlySet<string>>(new Set());
  const format = useSignal<Format["id"]>("markdown");
  // What the panel is doing meanwhile must not begin the work again.
  const outside = useRef({ announce, onClose });
  outside.current = { announce, onClose };
  useEffect(() => {
    dialog.current?.showModal();
    // Not on its first button, which is the one that closes it.
    dialog.current?.focus();
    const closed = new AbortController();
    const { signal } = closed;
    const onProgress = (done: number) => {
      share.value = done;
    };
    const failed = () => {
      // Closing the dialog is no failure.
      if (signal.aborted) return;
      outside.current.onClose();
      throw new Error(t("exportFailed"));
    };
    const found = actions.reviewReport(ids, signal, onProgress).then((one) => {
      if (!signal.aborted) masking.value = one;
    }, failed);
    void outside.current.announce(found, null, "exportFailed");
    return () => closed.abort();
  }, [actions, ids, masking, share]);

  const deliver = (how: "download" | "copy") => {
    const found = masking.value;
    if (found === null) return;
    onClose();
    void announce(actions.deliverReport(found, kept.value, format.value, how), endOf, "exportFailed");
  };
  const isReady = masking.value !== null;
  return (
    <dialog
      ref={dialog}
      class="dialog review"
      tabIndex={-1}
      aria-labelledby="review-title"
      onClose={onClose}
      onKeyDown={(event) => {
        // DevTools would open its drawer.
        if (event.key === "Escape") event.stopPropagation();
      }}
      onClick={({ target, currentTarget }) => {
        if (target === currentTarget) onClose();
      }}
    >
      <div class="dialog-box">
        <div class="dialog-head">
          <h2 id="review-title">{t("reviewTitle")}</h2>
          <button type="button" class="tool" aria-label={t("close")} title={t("close")} onClick={onClose}>
            <Icon name="cross" />
          </button>
        </div>
        {masking.value === null ? (
          <div class="dialog-text" role="status">
            {t("reviewLooking")}
            <progress class="line-progress" aria-label={t("reviewLooking")} value={share.value} />
          </div>
        ) : (
          <SecretList masking={masking.value} kept={kept} />
        )}
        <div class="review-foot">
          <p class={kept.value.size > 0 ? "review-sum tone-warning" : "review-sum tone-dim"} role="status">
            {kept.value.size > 0 && <Icon name="warning" size={14} />}
            {kept.value.size > 0 && plural(kept.value.size, "reviewReadable")}
          </p>
          <div class="review-actions">
            <label class="review-format">
              {t("reviewFormat")}
              <select
                value={format.value}
                onChange={({ currentTarget }) => {
                  format.value = formats.find(({ id }) => id === currentTarget.value)?.id ?? "markdown";
                }}
              >
                {formats.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <button type="button" class="outlined" disabled={!isReady} onClick={() => deliver("copy")}>
              {t("reviewCopy")}
            </button>
            <button type="button" class="tonal" disabled={!isReady} onClick={() => deliver("download")}>
              {t("reviewSave")}
            </button>
          </div>
        </div>
      </div>
    </dialog>
  );
}
