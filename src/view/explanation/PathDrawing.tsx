import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Cause } from "../../knowledge/diagnoses/diagnosis.ts";
import type { Path } from "../../knowledge/explanation/explanation.ts";
import {
  BOX_HEIGHT,
  CODE_LETTER,
  cut,
  hasNoResponse,
  layPath,
  type PathLayout,
  PILL_HEIGHT,
} from "../../report/formats/outline/path-layout.ts";
import { t } from "../text.ts";
import { useSize } from "../use-size.ts";

/** The hops between browser and server, and what went along the path. */
export function PathDrawing({ path, causes }: { path: Path; causes: readonly Cause[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useSignal(0);
  useSize(frame, (measured) => {
    width.value = measured;
  });
  const lay = layPath(path, width.value, causes);
  return (
    <div class="hop-path" ref={frame} role="img" aria-label={inWords(path)}>
      {width.value > 0 && (
        <svg width={lay.width} height={lay.height} aria-hidden="true">
          {lay.boxes.map(({ x }, i) => (
            <path key={i} class="path-life" d={`M${x} ${BOX_HEIGHT + 1}V${lay.height}`} />
          ))}
          {lay.boxes.map(({ x, width: box, name, label }, i) => (
            <g key={i}>
              <title>{[name, ...(path.hops[i]?.evidence ?? [])].join("\n")}</title>
              <rect class="path-box" x={x - box / 2} y="0.5" width={box} height={BOX_HEIGHT} rx="5" />
              <text class="path-name" x={x} y="18">
                {label}
              </text>
            </g>
          ))}
          {path.request !== null && lay.request !== null && (
            <Arrow lay={lay} y={lay.request} text={path.request} tone="request" />
          )}
          {path.answer !== null && lay.answer !== null && (
            <Arrow lay={lay} y={lay.answer} text={path.answer.text} tone={path.answer.good ? "good" : "bad"} />
          )}
          {hasNoResponse(path) && lay.answer !== null && (
            <Arrow lay={lay} y={lay.answer} text={t("pathNoResponse")} tone="none" />
          )}
          {path.line !== null && lay.line !== null && <Pill lay={lay} y={lay.line} line={path.line} />}
        </svg>
      )}
    </div>
  );
}

function Arrow({
  lay,
  y,
  text,
  tone,
}: {
  lay: PathLayout;
  y: number;
  text: string;
  tone: "request" | "good" | "bad" | "none";
}) {
  const { left, right, reached, responded } = lay;
  const label = cut(text, right - left - 20, CODE_LETTER);
  const isRequest = tone === "request";
  const head = isRequest ? `M${reached} ${y}l-8 -4v8z` : `M${left} ${y}l8 -4v8z`;
  const [from, to] = isRequest ? [left, reached - 7] : [left + 7, responded];
  const isUnsure = !isRequest && responded !== reached;
  return (
    <g class={`path-arrow path-${tone}`}>
      <title>{isUnsure ? `${text}\n${t("pathWho")}` : text}</title>
      <path class="path-line" d={`M${from} ${y}H${to}`} />
      {isUnsure && <path class="path-line path-unsure" d={`M${responded} ${y}H${right}`} />}
      {tone !== "none" && <path class="path-head" d={head} />}
      <text class="path-label" x={left + 12} y={y - 6}>
        {label}
      </text>
    </g>
  );
}

function Pill({ lay, y, line }: { lay: PathLayout; y: number; line: NonNullable<Path["line"]> }) {
  const { left, right } = lay;
  return (
    <g class={line.live ? "path-pill path-live" : "path-pill"}>
      <title>{line.text}</title>
      <rect
        x={left}
        y={y - PILL_HEIGHT / 2 + 0.5}
        width={Math.max(0, right - left)}
        height={PILL_HEIGHT}
        rx={PILL_HEIGHT / 2}
      />
      <text x={(left + right) / 2} y={y + 4.5}>
        {cut(line.text, right - left - 16, CODE_LETTER)}
      </text>
    </g>
  );
}

/** The drawing for those who cannot see it. */
function inWords({ hops, request, answer, line }: Path): string {
  const parts = [t("pathHops", hops.map(({ name }) => name).join(", "))];
  if (request !== null) parts.push(t("pathRequest", request));
  if (answer !== null) parts.push(t(answer.good ? "pathResponse" : "pathRefusal", answer.text));
  else if (request !== null && line === null) parts.push(t("pathResponse", t("pathNoResponse")));
  if (line !== null) parts.push(t("pathLine", line.text));
  return parts.join(" ");
}
