import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readForm } from './form.ts';

const FORM = 'application/x-www-form-urlencoded';

function post(
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>,
  headers: Readonly<Record<string, string>> = { 'content-type': FORM },
): Request {
  return new Request('http://localhost/login', { method: 'POST', body, headers, duplex: 'half' });
}

/** A body that arrives piece by piece and counts the pieces that were asked for. */
function stream(
  size_bytes: number,
  pieces: number,
): { readonly body: ReadableStream<Uint8Array>; readonly asked: () => number } {
  const counter = { asked: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        counter.asked += 1;
        if (counter.asked > pieces) controller.close();
        else controller.enqueue(new Uint8Array(size_bytes).fill(0x61));
      },
    },
    { highWaterMark: 0 },
  );
  return { body, asked: () => counter.asked };
}

describe('readForm', () => {
  const refusedTypes = [
    'application/json',
    'multipart/form-data; boundary=x',
    'text/plain',
    `${FORM}; charset=utf-16`,
    `${FORM}; charset=utf-7`,
    `${FORM}; charset=iso-8859-1`,
    `${FORM}; charset=utf-8; charset=utf-16`,
    `${FORM}; boundary=x`,
    `${FORM}, ${FORM}`,
    `${FORM}x`,
    `x${FORM}`,
  ];
  for (const type of refusedTypes) {
    it(`HT-10 refuses Content-Type: ${type}`, async () => {
      assert.deepEqual(await readForm(post('a=b', { 'content-type': type })), {
        ok: false,
        error: 'unsupported_media_type',
      });
    });
  }

  it('HT-10 refuses a body without a Content-Type', async () => {
    const request = new Request('http://localhost/', {
      method: 'POST',
      body: new TextEncoder().encode('a=b'),
    });
    assert.deepEqual(await readForm(request), { ok: false, error: 'unsupported_media_type' });
  });

  it('HT-10 refuses two Content-Type headers', async () => {
    const headers = new Headers([
      ['content-type', FORM],
      ['content-type', 'text/plain'],
    ]);
    const request = new Request('http://localhost/', { method: 'POST', body: 'a=b', headers });
    assert.deepEqual(await readForm(request), { ok: false, error: 'unsupported_media_type' });
  });

  it('HT-10 refuses a compressed body', async () => {
    const request = post('a=b', { 'content-type': FORM, 'content-encoding': 'gzip' });
    assert.deepEqual(await readForm(request), { ok: false, error: 'unsupported_media_type' });
  });

  for (const [what, bytes] of [
    ['a lone continuation byte', [0x61, 0x3d, 0x80]],
    ['an overlong slash', [0x61, 0x3d, 0xc0, 0xaf]],
    ['a surrogate', [0x61, 0x3d, 0xed, 0xa0, 0x80]],
    ['a cut sequence', [0x61, 0x3d, 0xe2, 0x82]],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00]],
  ] as const) {
    it(`HT-10 refuses ${what} as malformed`, async () => {
      assert.deepEqual(await readForm(post(new Uint8Array(bytes))), { ok: false, error: 'malformed' });
    });
  }

  it('refuses a body that breaks off', async () => {
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error('hung up')),
    });
    assert.deepEqual(await readForm(post(body)), { ok: false, error: 'malformed' });
  });

  it('refuses a body one byte over the limit, and takes one that fills it', async () => {
    assert.deepEqual(await readForm(post('a'.repeat(101)), 100), { ok: false, error: 'too_large' });
    assert.deepEqual(await readForm(post('a'.repeat(100)), 100), { ok: true, value: 'a'.repeat(100) });
  });

  it('has a limit of 32 KiB where none is named', async () => {
    assert.equal((await readForm(post('a'.repeat(32 * 1024)))).ok, true);
    assert.deepEqual(await readForm(post('a'.repeat(32 * 1024 + 1))), { ok: false, error: 'too_large' });
  });

  it('stops reading an endless body at the limit', async () => {
    const { body, asked } = stream(1_024, 1_000_000);
    assert.deepEqual(await readForm(post(body), 4_096), { ok: false, error: 'too_large' });
    assert.ok(asked() <= 6);
  });

  it('refuses a body that announces too much before reading any of it', async () => {
    const { body, asked } = stream(1, 1);
    const request = post(body, { 'content-type': FORM, 'content-length': '5000' });
    assert.deepEqual(await readForm(request, 4_096), { ok: false, error: 'too_large' });
    assert.equal(asked(), 0);
  });

  for (const type of [
    ...[FORM, `${FORM};charset=UTF-8`, `${FORM} ; charset="utf-8"`, FORM.toUpperCase()],
    ...[`${FORM};`, `${FORM}; charset=utf8`, `${FORM};charset=utf-8;`, `${FORM} ; ; charset="UTF8" ;`],
  ]) {
    it(`reads Content-Type: ${type}`, async () => {
      assert.deepEqual(await readForm(post('a=%C3%A9&b=é', { 'content-type': type })), {
        ok: true,
        value: 'a=%C3%A9&b=é',
      });
    });
  }

  it('HT-10 keeps a byte order mark as data', async () => {
    assert.deepEqual(await readForm(post('\ufeffa=b')), { ok: true, value: '\ufeffa=b' });
  });

  it('joins a character that two chunks share', async () => {
    const chunks = [new Uint8Array([0x61, 0x3d, 0xc3]), new Uint8Array([0xa9])];
    assert.deepEqual(await readForm(post(ReadableStream.from(chunks))), { ok: true, value: 'a=é' });
  });

  it('reads a missing body as an empty form', async () => {
    const request = new Request('http://localhost/', { method: 'POST', headers: { 'content-type': FORM } });
    assert.deepEqual(await readForm(request), { ok: true, value: '' });
  });
});
