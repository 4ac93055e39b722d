import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { leadOnPage } from './lead-on.ts';
import { plainLook } from './look/look.ts';
import { en } from './text/en.ts';

const PAGE = { look: plainLook(en), location: 'https://app.example/cb#state=x', isBack: true };

describe('leadOnPage', () => {
  for (const location of [
    'javascript:alert(1)',
    ' https://app.example/',
    'data:text/html,x',
    'com.example.app:/cb',
    '//app.example/cb',
    'HTTPS://app.example/cb',
    '',
  ]) {
    it(`XS-10 leads by itself to nothing but http, https and our own paths: ${JSON.stringify(location)}`, () => {
      assert.throws(() => leadOnPage({ ...PAGE, location }), /lead on/);
    });
  }

  it('XS-10 escapes the address, in the link and in what leads on', () => {
    const document = leadOnPage({ ...PAGE, location: `https://app.example/"><b>&'` });
    const escaped = 'https://app.example/&quot;&gt;&lt;b&gt;&amp;&#39;';
    assert.ok(document.includes(`<meta http-equiv="refresh" content="0;url=${escaped}">`), document);
    assert.ok(document.includes(`<a class="button primary" id="lead-on" href="${escaped}">`));
    assert.doesNotMatch(document, /<b>|<script/);
  });

  it('says that it goes back to an application only where it does', () => {
    assert.ok(leadOnPage(PAGE).includes(en.formPost.lead));
    assert.ok(!leadOnPage({ ...PAGE, location: '/authorize?a=1', isBack: false }).includes(en.formPost.lead));
  });
});
