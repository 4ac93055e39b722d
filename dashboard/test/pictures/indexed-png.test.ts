import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync, inflateSync } from 'node:zlib';
import { indexedPng } from './indexed-png.ts';

/** A picture as a browser writes one, of lines with their filter before them; no reader of ours asks for its check sums. */
function picture(width: number, lines: readonly (readonly number[])[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(lines.length, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const parts = [['IHDR', header] as const, ['IDAT', deflateSync(Buffer.from(lines.flat()))] as const];
  const chunks = parts.map(([type, data]) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  });
  return Buffer.concat([Buffer.alloc(8), ...chunks]);
}

function chunkOf(png: Buffer, type: string): Buffer {
  const at = png.indexOf(type);
  return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4));
}

test('each pixel has the colour that it had, whatever its line was told as the difference from', () => {
  const lines = [
    [0, 10, 20, 30, 40, 50, 60],
    [1, 10, 20, 30, 30, 30, 30],
    [2, 0, 0, 0, 0, 0, 0],
    [3, 5, 10, 15, 15, 15, 15],
    [4, 0, 0, 0, 0, 0, 0],
  ];
  const made = indexedPng(picture(2, lines));
  const colours = chunkOf(made, 'PLTE').toString('hex');
  // The most frequent first.
  assert.equal(colours, '0a141e28323c');
  assert.equal(inflateSync(chunkOf(made, 'IDAT')).toString('hex'), '000001'.repeat(5));
});

test('of more than 256 colours the rare ones are the nearest of the others', () => {
  const rare = Array.from({ length: 300 }, (_, index) => [index & 255, index >> 8, 0]);
  const lines = [rare.flat(), rare.slice(0, 256).flat(), rare.flat().fill(0)].map((line) => [
    0,
    ...line,
    ...new Array(900 - line.length).fill(0),
  ]);
  const palette = chunkOf(indexedPng(picture(300, lines)), 'PLTE');
  assert.equal(palette.length, 256 * 3);
});
