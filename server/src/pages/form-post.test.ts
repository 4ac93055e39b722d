import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matchRedirectUri, type RegisteredRedirectUri } from '../protocol/client/redirect-uri.ts';
import { formPostPage } from './form-post.ts';
import { plainLook } from './look/look.ts';
import { en } from './text/en.ts';

const NONCE = 'n'.repeat(22);

/** Registered as it stands: what a storage that was tampered with would hold. */
function registered(uri: string): RegisteredRedirectUri {
  const found = matchRedirectUri(uri, { redirect_uris: [uri], app_type: 'spa' });
  assert.ok(found !== undefined);
  return found;
}

const PAGE = {
  look: plainLook(en),
  action: registered('https://app.example/cb'),
  parameters: [['state', 'x']],
  nonce: NONCE,
} as const;

describe('formPostPage', () => {
  for (const uri of [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:x',
    'file:///x',
  ]) {
    it(`XS-10 throws for the action ${JSON.stringify(uri)}`, () => {
      assert.throws(() => formPostPage({ ...PAGE, action: registered(uri) }), /scheme/);
    });
  }

  it('XS-10 escapes quotes in the action and in names and values', () => {
    const document = formPostPage({
      ...PAGE,
      action: registered(`https://app.example/cb?a="'><script>`),
      parameters: [['"><script>', `'"><script>alert(1)</script>`]],
    });
    assert.match(document, /action="https:\/\/app\.example\/cb\?a=&quot;&#39;&gt;&lt;script&gt;"/);
    assert.match(
      document,
      /name="&quot;&gt;&lt;script&gt;" value="&#39;&quot;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;"/,
    );
    assert.equal(document.match(/<script/g)?.length, 1);
  });

  for (const nonce of ['', 'short', `${'n'.repeat(22)}"`, `${'n'.repeat(22)} x`]) {
    it(`XS-04 throws for the nonce ${JSON.stringify(nonce)}`, () => {
      assert.throws(() => formPostPage({ ...PAGE, nonce }), /128 bits/);
    });
  }

  it('posts each parameter in order, by itself or by a button without a name (Form Post Response Mode §2)', () => {
    const document = formPostPage({
      ...PAGE,
      parameters: [
        ['id_token', 'a.b.c'],
        ['state', 'é&x'],
      ],
    });
    assert.match(
      document,
      /<form id="form-post" method="post" action="https:\/\/app\.example\/cb" accept-charset="utf-8">/,
    );
    assert.deepEqual(
      [...document.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map((match) =>
        match.slice(1),
      ),
      [
        ['id_token', 'a.b.c'],
        ['state', 'é&amp;x'],
      ],
    );
    assert.match(document, /<button class="primary" id="form-post-submit" type="submit">/);
    assert.ok(document.includes(`<script nonce="${NONCE}">`));
  });
});
