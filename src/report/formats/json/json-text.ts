/**
 * What `JSON.stringify(whole, null, 2)` gives, in pieces: the items of one list one by one.
 *
 * @param whole has that list in it, empty, under a key that no other object at the same depth has
 * @param key of the list
 * @param depth of the key: 1 for a key of `whole` itself
 */
export function* jsonPieces(
  whole: object,
  { key, depth }: { readonly key: string; readonly depth: number },
  items: Iterable<object>,
): Generator<string> {
  const indent = "  ".repeat(depth);
  // No string of JSON has a line feed in it: the key can be nowhere else.
  const opening = `\n${indent}"${key}": [`;
  const text = JSON.stringify(whole, null, 2);
  const at = text.indexOf(`${opening}]`) + opening.length;
  let before = text.slice(0, at);
  let isEmpty = true;
  for (const item of items) {
    yield before + indented(item, depth + 1);
    before = ",";
    isEmpty = false;
  }
  yield isEmpty ? text : `\n${indent}${text.slice(at)}`;
}

/** A value on a line of its own at a depth, the line feed before it: inside as many lists JSON itself indents it so. */
function indented(value: object, depth: number): string {
  let nested: object = value;
  let brackets = 0;
  for (let i = depth - 1; i >= 0; i--) {
    nested = [nested];
    // A line feed, the indentation and the bracket that closes it; the outermost opens without the first two.
    brackets += 2 + 2 * i;
  }
  const text = JSON.stringify(nested, null, 2);
  return text.slice(brackets - 1, -brackets);
}
