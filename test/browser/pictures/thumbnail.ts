import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

/** How many pixels of a picture, across and down, are one of its thumbnail. */
const FACTOR = 5;

/** Largest difference of colors that is none, from 0 to 1: fonts are drawn a little differently on other machines. */
const SAME = 0.12;

/**
 * A picture five times smaller: each pixel is the mean of 25. How a letter is drawn no longer shows; where texts, lines and colors
 * are, does.
 *
 * @param png a PNG
 * @throws Error when it is none
 */
export function thumbnailOf(png: Uint8Array): PNG {
  const large = PNG.sync.read(Buffer.from(png));
  const small = new PNG({ width: Math.floor(large.width / FACTOR), height: Math.floor(large.height / FACTOR) });
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      for (let channel = 0; channel < 4; channel++) {
        small.data[(y * small.width + x) * 4 + channel] = mean(large, x * FACTOR, y * FACTOR, channel);
      }
    }
  }
  return small;
}

function mean({ data, width }: PNG, left: number, top: number, channel: number): number {
  let sum = 0;
  for (let y = top; y < top + FACTOR; y++) {
    for (let x = left; x < left + FACTOR; x++) sum += data[(y * width + x) * 4 + channel] ?? 0;
  }
  return Math.round(sum / FACTOR ** 2);
}

/** A thumbnail as a small file: few colors, no transparency. */
export function encoded(thumbnail: PNG): Buffer {
  return PNG.sync.write(thumbnail, { colorType: 2, deflateLevel: 9 });
}

/**
 * How much of a thumbnail differs from its baseline.
 *
 * @param baseline a PNG file of ours
 * @returns a share from 0 to 1; all of it where the sizes differ
 */
export function differenceOf(thumbnail: PNG, baseline: Uint8Array): number {
  const { width, height, data } = PNG.sync.read(Buffer.from(baseline));
  if (width !== thumbnail.width || height !== thumbnail.height) return 1;
  // Nothing is taken for smoothed edges: everything is smooth at this size.
  const different = pixelmatch(data, thumbnail.data, undefined, width, height, { threshold: SAME, includeAA: true });
  return different / (width * height);
}
