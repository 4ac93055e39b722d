import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { webMessagePage } from './web-message.ts';

const PAGE = {
  targetOrigin: 'https://app.example',
  message: { type: 'authorization_response', response: { state: 'x' } },
  nonce: 'n'.repeat(22),
} as const;

/** What the script of the page will read. */
function data(document: string): unknown {
  return JSON.parse(/<script type="application\/json" id="data">([^<]*)<\/script>/.exec(document)?.[1] ?? '');
}

describe('webMessagePage', () => {
  for (const targetOrigin of [
    '*',
    '/',
    'null',
    '',
    'https://app.example/',
    'https://APP.example',
    'https://app.example:443',
    'https://*.example',
    'com.example.app:',
    'javascript:alert(1)',
    'https://a@app.example',
  ]) {
    it(`SA-02 throws for the target origin ${JSON.stringify(targetOrigin)}`, () => {
      assert.throws(() => webMessagePage({ ...PAGE, targetOrigin }), /one exact/);
    });
  }

  const payloads = [
    '</script><script>alert(1)</script>',
    '<!--<script>',
    ']]>',
    '\u2028\u2029',
    '\\"',
    '&quot;&lt;',
    '\ud800',
    '<'.repeat(100_000),
  ];
  for (const state of payloads) {
    it(`SA-03 XS-03 carries the state ${JSON.stringify(state.slice(0, 40))} inert and whole`, () => {
      const document = webMessagePage({ ...PAGE, message: { state } });
      assert.equal(document.match(/<script/g)?.length, 2);
      assert.equal(document.match(/<\/script/g)?.length, 2);
      assert.doesNotMatch(document, /<!--|[\u2028\u2029]/);
      assert.deepEqual(data(document), { origin: 'https://app.example', message: { state } });
    });
  }

  it('SA-03 lets no script run without the nonce, and throws for a nonce that anybody could guess', () => {
    assert.match(webMessagePage(PAGE), new RegExp(`<script nonce="${PAGE.nonce}">`));
    assert.throws(() => webMessagePage({ ...PAGE, nonce: '1' }), /128 bits/);
  });

  it('SA-02 posts to the exact origin, to whoever opened or framed the page', () => {
    const posted: unknown[] = [];
    const script = /<script nonce="[^"]*">([^<]*)<\/script>/.exec(
      webMessagePage({ ...PAGE, targetOrigin: 'http://localhost:3000' }),
    )?.[1];
    const window = { parent: { postMessage: (...sent: unknown[]) => posted.push(sent) } };
    const document = { getElementById: () => ({ textContent: JSON.stringify(data(webMessagePage(PAGE))) }) };
    new Function('window', 'document', script ?? '')(window, document);
    assert.deepEqual(posted, [
      [{ type: 'authorization_response', response: { state: 'x' } }, 'https://app.example'],
    ]);
  });
});
