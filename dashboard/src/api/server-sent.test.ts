import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverSent } from './server-sent.ts';

/** In parts that end anywhere, in the middle of a character too. */
function streamOf(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, place) =>
    bytes.slice(place * size, (place + 1) * size),
  );
  return new ReadableStream({
    pull(controller) {
      const part = parts.shift();
      if (part) controller.enqueue(part);
      else controller.close();
    },
  });
}

test('events are whole however the bytes are cut, and signs of life are none', async () => {
  const text =
    'retry: 2000\n\n: here\n\nid: 1-a\ndata: {"é": "ü: x"}\n\nevent: end\ndata: token\n\nid: 2-b\ndata: cut off';
  for (const size of [1, 2, 7, 1_000]) {
    const seen = [];
    for await (const event of serverSent(streamOf(text, size))) seen.push(event);
    assert.deepEqual(seen, [
      { id: '1-a', name: 'message', data: '{"é": "ü: x"}' },
      { id: undefined, name: 'end', data: 'token' },
    ]);
  }
});
