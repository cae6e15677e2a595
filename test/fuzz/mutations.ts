import * as fc from "fast-check";
import { HOSTILE } from "../report/hostile.ts";

/** Values that no decoder asked for: other types, edges of numbers, names of prototypes. */
const VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -0, -1, 1e308, -1e308, Number.MAX_SAFE_INTEGER, 2 ** 53, 1e-320, 0.1, 65_536, 8.64e15],
  ...["", " ", "0", "-1", "NaN", "1e999", "9".repeat(400), "2026-13-45T99:99:99Z", "+275760-09-13T00:00:00.001Z"],
  ...[
    "wss://",
    "wss://[::1",
    "https://%",
    "wss://a:b@c:99999/",
    "data:,x",
    "blob:null/1",
    "javascript:alert(1)",
    "//x",
  ],
  ...[
    "wss://xn--e1afmkfd.example/\ud800",
    "websocket",
    "HTTP/1.1",
    "x".repeat(5000),
    "\n".repeat(300),
    "a,".repeat(999),
  ],
  ...[[], {}, [[]], [null], { length: -1 }, { toString: null }, { name: null, value: {} }, [["a"]], [["a", 1]]],
  ...HOSTILE,
];

/** Deeper than any stack that calls itself for each level goes. */
const DEEP = 20_000;

/** What is done to one place of a value. */
type Edit =
  | { readonly does: "replace"; readonly at: number; readonly by: unknown }
  | { readonly does: "delete" | "double" | "swap" | "empty" | "deepen"; readonly at: number }
  | { readonly does: "splice"; readonly at: number; readonly where: number; readonly text: string };

const at = fc.nat(1_000_000);
const hostile = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(...VALUES).map((value) => String(JSON.stringify(value)).slice(0, 200)),
);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant("replace"), at, by: fc.constantFrom(...VALUES) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("replace"), at, by: fc.jsonValue({ maxDepth: 3 }) }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constantFrom("delete", "double", "swap", "empty"), at }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant("splice"), at, where: fc.nat(10_000), text: hostile }) },
);
const deepen: fc.Arbitrary<Edit> = fc.record({ does: fc.constant("deepen"), at });

/** One of the samples as JSON, changed in up to eight places. */
export function mutatedJson(samples: readonly unknown[]): fc.Arbitrary<unknown> {
  const few = fc.array(edit, { minLength: 0, maxLength: 8 });
  const edits = fc.oneof({ weight: 40, arbitrary: few }, { weight: 1, arbitrary: deepen.map((one) => [one]) });
  return fc.tuple(fc.constantFrom(...samples), edits).map(([sample, all]) => {
    const root = { value: structuredClone(sample) };
    for (const one of all) apply(root, one);
    return root.value;
  });
}

/** One of the samples as text, cut, doubled and spliced. */
export function mutatedText(samples: readonly string[]): fc.Arbitrary<string> {
  const change = fc.record({
    does: fc.constantFrom("insert", "cut", "truncate", "repeat", "drop-line", "copy-line"),
    at,
    length: fc.nat(80),
    text: hostile,
  });
  return fc.tuple(fc.constantFrom(...samples), fc.array(change, { maxLength: 8 })).map(([sample, changes]) =>
    changes.reduce((text, { does, at: place, length, text: inserted }) => {
      const i = place % (text.length + 1);
      const [before, after] = [text.slice(0, i), text.slice(i)];
      if (does === "insert") return before + inserted + after;
      if (does === "cut") return before + after.slice(length);
      if (does === "truncate") return place % 4 === 0 ? before : text;
      if (does === "repeat") return before + after.slice(0, length).repeat(1 + (place % 40)) + after;
      const lines = text.split("\n");
      const line = place % lines.length;
      lines.splice(line, 1, ...(does === "drop-line" ? [] : [lines[line] ?? "", lines[line] ?? ""]));
      return lines.join("\n");
    }, sample),
  );
}

/** One of the samples as bytes, with bits flipped, parts overwritten, cut off. */
export function mutatedBytes(samples: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const change = fc.record({ at, bits: fc.integer({ min: 0, max: 255 }), does: fc.constantFrom("flip", "set", "cut") });
  return fc.tuple(fc.constantFrom(...samples), fc.array(change, { maxLength: 12 })).map(([sample, changes]) => {
    let bytes = sample.slice();
    for (const { at: place, bits, does } of changes) {
      const i = bytes.length === 0 ? 0 : place % bytes.length;
      if (does === "flip") bytes[i] = (bytes[i] ?? 0) ^ bits;
      else if (does === "set") bytes[i] = bits;
      else if (bits < 32) bytes = bytes.slice(0, i);
    }
    return bytes;
  });
}

interface Root {
  value: unknown;
}

function apply(root: Root, change: Edit): void {
  const places = placesOf(root);
  const place = places[change.at % places.length];
  if (place === undefined) return;
  const { holder, key } = place;
  const value: unknown = Reflect.get(holder, key);
  const put = (next: unknown) => void Reflect.set(holder, key, next);
  switch (change.does) {
    case "replace":
      put(structuredClone(change.by));
      return;
    case "delete":
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else Reflect.deleteProperty(holder, key);
      return;
    case "double":
      if (Array.isArray(holder)) holder.splice(Number(key), 0, structuredClone(value));
      else put([value, structuredClone(value)]);
      return;
    case "swap": {
      const other = places[(change.at * 31) % places.length];
      if (other === undefined) return;
      // A copy, for nothing may come to stand inside of itself.
      put(structuredClone(Reflect.get(other.holder, other.key)));
      return;
    }
    case "empty":
      put(Array.isArray(value) ? [] : typeof value === "string" ? "" : typeof value === "number" ? 0 : {});
      return;
    case "splice": {
      const text = String(typeof value === "object" ? "" : value);
      const i = change.where % (text.length + 1);
      put(text.slice(0, i) + change.text + text.slice(i));
      return;
    }
    case "deepen":
      put(JSON.parse(`${'{"a":['.repeat(DEEP)}${"]}".repeat(DEEP)}`));
      return;
  }
}

interface Place {
  readonly holder: object;
  readonly key: string;
}

/** Every place of a value, the whole among them; bounded, for a doubled place may be doubled again. */
function placesOf(root: Root): Place[] {
  const places: Place[] = [{ holder: root, key: "value" }];
  for (let i = 0; i < places.length && places.length < 20_000; i++) {
    const { holder, key } = places[i] ?? { holder: {}, key: "" };
    const value: unknown = Reflect.get(holder, key);
    if (typeof value !== "object" || value === null) continue;
    for (const inner of Object.keys(value)) places.push({ holder: value, key: inner });
  }
  return places;
}
