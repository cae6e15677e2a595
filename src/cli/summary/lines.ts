/**
 * The lines of a text that comes in pieces, without their line feeds. A line is held until it is whole.
 *
 * @param pieces bytes of UTF-8, torn anywhere
 * @param most characters of a line; what is longer is cut there, and its rest is passed over
 */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let begun = "";
  let isPassedOver = false;
  for await (const piece of pieces) {
    const lines = decoder.decode(piece, { stream: true }).split("\n");
    const last = lines.pop() ?? "";
    const [first, ...rest] = lines;
    if (first !== undefined) {
      const whole = isPassedOver ? [] : [(begun + first).slice(0, most)];
      isPassedOver = false;
      begun = "";
      yield [...whole, ...rest.map((line) => (line.length > most ? line.slice(0, most) : line))];
    }
    if (!isPassedOver) begun += last;
    if (begun.length > most) {
      yield [begun.slice(0, most)];
      begun = "";
      isPassedOver = true;
    }
  }
  begun += decoder.decode();
  if (begun !== "" && !isPassedOver) yield [begun];
}
