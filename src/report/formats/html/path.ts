import type { Path } from "../../../knowledge/explanation/explanation.ts";
import {
  BOX_HEIGHT,
  CODE_LETTER,
  cut,
  hasNoResponse,
  layPath,
  type PathLayout,
  PILL_HEIGHT,
} from "../outline/path-layout.ts";
import { type Html, html } from "./text.ts";

/** The drawing is this wide, in CSS pixels; a narrow window scales it down. */
const WIDTH = 860;

type Tone = "request" | "good" | "bad" | "none";

/** The drawing of a handshake's path, as the panel has it: without a script, without a style attribute. */
export function drawingOf(path: Path, causes: readonly { readonly id: string }[]): Html {
  const lay = layPath(path, WIDTH, causes);
  return html`<figure class="path">
<svg viewBox="0 0 ${lay.width} ${lay.height}" width="${lay.width}" height="${lay.height}" role="img" aria-label="${inWords(path)}">
${lay.boxes.map(({ x }) => html`<path class="life" d="M${x} ${BOX_HEIGHT + 1}V${lay.height}"/>`)}
${lay.boxes.map(
  ({ x, width, name, label }, i) => html`<g><title>${[name, ...(path.hops[i]?.evidence ?? [])].join("; ")}</title>
<rect class="box" x="${x - width / 2}" y="0.5" width="${width}" height="${BOX_HEIGHT}" rx="5"/>
<text class="name" x="${x}" y="18">${label}</text></g>`,
)}
${path.request === null || lay.request === null ? null : arrow(lay, lay.request, path.request, "request")}
${path.answer === null || lay.answer === null ? null : arrow(lay, lay.answer, path.answer.text, path.answer.good ? "good" : "bad")}
${hasNoResponse(path) && lay.answer !== null ? arrow(lay, lay.answer, "no response was seen", "none") : null}
${path.line === null || lay.line === null ? null : pill(lay, lay.line, path.line)}
</svg>
</figure>`;
}

function arrow({ left, right, reached, responded }: PathLayout, y: number, text: string, tone: Tone): Html {
  const isRequest = tone === "request";
  const head = isRequest ? `M${reached} ${y}l-8 -4v8z` : `M${left} ${y}l8 -4v8z`;
  const [from, to] = isRequest ? [left, reached - 7] : [left + 7, responded];
  const isUnsure = !isRequest && responded !== reached;
  return html`<g class="arrow ${tone}"><title>${isUnsure ? `${text}; which hop responded is not known` : text}</title>
<path class="line" d="M${from} ${y}H${to}"/>${isUnsure ? html`<path class="line unsure" d="M${responded} ${y}H${right}"/>` : null}
${tone === "none" ? null : html`<path class="head" d="${head}"/>`}
<text class="label" x="${left + 12}" y="${y - 6}">${cut(text, right - left - 20, CODE_LETTER)}</text></g>`;
}

function pill({ left, right }: PathLayout, y: number, { text, live }: NonNullable<Path["line"]>): Html {
  const width = Math.max(0, right - left);
  return html`<g class="pill ${live ? "live" : "still"}"><title>${text}</title>
<rect x="${left}" y="${y - PILL_HEIGHT / 2 + 0.5}" width="${width}" height="${PILL_HEIGHT}" rx="${PILL_HEIGHT / 2}"/>
<text x="${(left + right) / 2}" y="${y + 4.5}">${cut(text, width - 16, CODE_LETTER)}</text></g>`;
}

/** The drawing for those who cannot see it. */
function inWords(path: Path): string {
  const answer = path.answer === null ? (hasNoResponse(path) ? "no response was seen" : null) : path.answer.text;
  return [
    `Hops: ${path.hops.map(({ name }) => name).join(", ")}.`,
    path.request === null ? "" : `Request: ${path.request}.`,
    answer === null
      ? ""
      : path.answer?.good === false
        ? `Response, not a valid upgrade: ${answer}.`
        : `Response: ${answer}.`,
    path.line === null ? "" : `Connection: ${path.line.text}.`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}
