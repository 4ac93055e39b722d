import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ErrorPage, errorPage } from './error.ts';
import { loggedOutPage } from './logged-out.ts';
import { plainLook } from './look/look.ts';
import { en } from './text/en.ts';

const PAGE: ErrorPage = {
  look: plainLook(en),
  error: 'invalid_request',
  error_description: 'redirect_uri is not registered',
  request_id: 'req-1',
};

describe('errorPage', () => {
  for (const field of ['error', 'error_description', 'request_id', 'hint', 'startAgain'] as const) {
    it(`XS-01 shows a hostile ${field} as text`, () => {
      const document = errorPage({ ...PAGE, [field]: '"><script>alert(1)</script><svg onload=alert(1)>' });
      assert.doesNotMatch(document, /<script|<svg/);
    });
  }

  it('links to nothing, even where the description holds a URI (RFC 6749 §4.2.2.1)', () => {
    const document = errorPage({ ...PAGE, error_description: 'https://evil.example/ is not registered' });
    assert.doesNotMatch(document, /<a |href=/);
  });

  for (const startAgain of [
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    'javascript:alert(1)',
    '',
    '/a\n//b',
    '/a b',
    '\t//x',
  ]) {
    it(`does not begin again at ${JSON.stringify(startAgain)}`, () => {
      assert.doesNotMatch(errorPage({ ...PAGE, startAgain }), /<a |href=/);
    });
  }

  it('begins again at a path of ours', () => {
    assert.match(errorPage({ ...PAGE, startAgain: '/authorize?a=1&b=2' }), /href="\/authorize\?a=1&amp;b=2"/);
  });

  it('shows code, description, hint and the id of the request', () => {
    const document = errorPage({ ...PAGE, hint: 'Register it.' });
    assert.match(document, /<h1 id="error-title">/);
    assert.match(document, /id="error-code">invalid_request</);
    assert.match(document, /id="error-description" lang="en">redirect_uri is not registered</);
    assert.match(document, /id="error-hint" lang="en">Register it\.</);
    assert.match(document, /id="error-request">req-1</);
  });

  it('blames the application for its own mistakes only', () => {
    assert.ok(errorPage(PAGE).includes(en.error.lead));
    assert.ok(errorPage({ ...PAGE, error: 'server_error' }).includes(en.error.lead_server));
    assert.ok(errorPage({ ...PAGE, answered: true }).includes(en.error.lead_answered));
  });
});

describe('loggedOutPage', () => {
  it('says that the session has ended, and links to nothing', () => {
    const document = loggedOutPage({ look: plainLook(en) });
    assert.ok(document.includes(en.loggedOut.title));
    assert.doesNotMatch(document, /<a |href=|<form/);
  });
});
