/**
 * A picture with a palette (PNG, ISO/IEC 15948): what a browser draws of a page has few colours that anybody tells apart, and is a
 * third as large so. A browser's picture has 8 bits a channel and no interlacing; nothing else is read.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

type Pixels = { readonly width: number; readonly height: number; readonly rgb: Buffer };

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const MOST_COLOURS = 256;

/** Channels of a pixel by the colour type. */
const CHANNELS: ReadonlyMap<number, number> = new Map([
  [2, 3],
  [6, 4],
]);

/** The same picture in at most 256 colours. */
export function indexedPng(png: Buffer): Buffer {
  const { width, height, rgb } = readPixels(png);
  const { palette, indexOf } = paletteOf(rgb);
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      rows[y * (width + 1) + 1 + x] = indexOf.get(rgb.readUIntBE((y * width + x) * 3, 3)) ?? 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

function readPixels(png: Buffer): Pixels {
  const chunks = [...chunksOf(png)];
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  const channels = CHANNELS.get(header?.[9] ?? 0);
  if (!header || channels === undefined) throw new Error('A browser takes pictures in RGB.');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const lines = unfiltered(inflateSync(packed), { channels, stride: width * channels });
  if (channels === 3) return { width, height, rgb: lines };
  const rgb = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at += 1) lines.copy(rgb, at * 3, at * 4, at * 4 + 3);
  return { width, height, rgb };
}

function* chunksOf(png: Buffer) {
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

type Neighbours = (left: number, above: number, corner: number) => number;

/** By the filter type of a line (§9.2): what a byte is told as the difference from. */
const FILTERS: readonly Neighbours[] = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
  paeth,
];

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}

function unfiltered(
  raw: Buffer,
  { channels, stride }: { readonly channels: number; readonly stride: number },
): Buffer {
  const height = raw.length / (stride + 1);
  const out = Buffer.alloc(height * stride);
  for (let y = 0; y < height; y += 1) {
    const [from, to] = [y * (stride + 1), y * stride];
    const guess = FILTERS[raw[from] ?? 0] ?? paeth;
    for (let x = 0; x < stride; x += 1) {
      const left = x < channels ? 0 : (out[to + x - channels] ?? 0);
      const above = y === 0 ? 0 : (out[to + x - stride] ?? 0);
      const corner = x < channels || y === 0 ? 0 : (out[to + x - stride - channels] ?? 0);
      out[to + x] = (raw[from + 1 + x] ?? 0) + guess(left, above, corner);
    }
  }
  return out;
}

type Palette = { readonly palette: readonly number[]; readonly indexOf: ReadonlyMap<number, number> };

/** The most frequent colours, and each other one as the nearest of them: those are edges of letters, a few pixels each. */
function paletteOf(rgb: Buffer): Palette {
  const counted = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = rgb.readUIntBE(at, 3);
    counted.set(colour, (counted.get(colour) ?? 0) + 1);
  }
  // Of colours that are as frequent the order is their own, so that one picture has one palette.
  const colours = [...counted].sort(([a, n], [b, m]) => m - n || a - b).map(([colour]) => colour);
  const palette = colours.slice(0, MOST_COLOURS);
  const indexOf = new Map(colours.map((colour) => [colour, nearest(palette, colour)]));
  return { palette, indexOf };
}

function nearest(palette: readonly number[], colour: number): number {
  const distances = palette.map((one) => distance(one, colour));
  return distances.indexOf(Math.min(...distances));
}

function distance(one: number, other: number): number {
  const parts = [16, 8, 0].map((by) => ((one >> by) & 255) - ((other >> by) & 255));
  return parts.reduce((sum, part) => sum + part * part, 0);
}
