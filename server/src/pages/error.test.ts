import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clientWith } from '../../test/authorization/authorization-requests.ts';
import { unregisteredRedirectUri } from '../protocol/diagnosis/diagnose-redirect-uri.ts';
import { diagnose } from '../protocol/diagnosis/diagnosis.ts';
import { type ErrorPage, errorPage } from './error.ts';
import { loggedOutPage } from './logged-out.ts';
import { plainLook } from './look/look.ts';
import { en } from './text/en.ts';

const PAGE: ErrorPage = {
  look: plainLook(en),
  kind: 'application',
  error: 'invalid_request',
  request_id: 'req-1',
};

const HOSTILE = '"><script>alert(1)</script><svg onload=alert(1)>';

describe('errorPage', () => {
  for (const field of ['error', 'request_id', 'startAgain'] as const) {
    it(`XS-01 shows a hostile ${field} as text`, () => {
      assert.doesNotMatch(errorPage({ ...PAGE, [field]: HOSTILE }), /<script|<svg/);
    });
  }

  it('XS-01 shows whatever a developer is told as text', () => {
    const sent = `https://app.acme.test/${HOSTILE}`;
    const diagnosis = unregisteredRedirectUri(sent, clientWith({ redirect_uris: [HOSTILE] }));
    const remedy = { yaml: [HOSTILE], command: HOSTILE };
    const document = errorPage({ ...PAGE, finding: { diagnosis, error_description: HOSTILE, remedy } });
    assert.doesNotMatch(document, /<script|<svg/);
    const named = diagnose('client_id_unknown', { sentence: HOSTILE, section: HOSTILE, sent: HOSTILE });
    assert.doesNotMatch(
      errorPage({ ...PAGE, finding: { diagnosis: named, error_description: 'x' } }),
      /<script|<svg/,
    );
  });

  it('links to nothing that was sent, even where a developer reads it (RFC 6749 §4.2.2.1)', () => {
    const diagnosis = unregisteredRedirectUri('https://evil.example/', clientWith());
    const document = errorPage({ ...PAGE, finding: { diagnosis, error_description: 'x' } });
    const [link, ...others] = [...document.matchAll(/href="([^"]*)"/g)].map(([, address]) => address);
    assert.deepEqual([link, others], ['/dashboard/inspect?reference=req-1', []]);
  });

  it('leads whoever administers the tenant to the inspector, once, and nobody else', () => {
    const way = 'id="error-inspect" href="/dashboard/inspect?reference=req-1"';
    const finding = { diagnosis: diagnose('client_id_missing'), error_description: 'x' };
    for (const page of [{ mayInspect: true }, { finding }, { mayInspect: true, finding }])
      assert.equal(errorPage({ ...PAGE, ...page }).split(way).length, 2);
    assert.ok(!errorPage(PAGE).includes('/dashboard'));
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

  it('shows what happened, the id of the request and, in small print, the code of the wire', () => {
    const document = errorPage(PAGE);
    assert.match(document, /<h1 id="error-title">/);
    assert.match(document, /id="error-code">invalid_request</);
    assert.match(document, /id="error-request">req-1</);
    assert.doesNotMatch(document, /error-finding/);
  });

  it('says for each kind whose mistake it is, and leads on where there is somewhere to go', () => {
    const ways = [
      ['bookmark', 'error-account', '/account'],
      ['not_found', 'error-account', '/account'],
      ['outdated', 'error-account', '/account'],
      ['blocked', 'error-sign-out', '/v2/logout'],
      ['logout', 'error-sign-out', '/oidc/logout'],
    ] as const;
    for (const [kind, id, href] of ways)
      assert.ok(errorPage({ ...PAGE, kind }).includes(`id="${id}" href="${href}"`), kind);
    for (const [kind, { title }] of Object.entries(en.errors.kinds))
      assert.equal(errorPage(PAGE).includes(title), kind === 'application', kind);
  });

  it('marks for a developer where what was sent is not what is registered', () => {
    const diagnosis = unregisteredRedirectUri('https://app.acme.test/cb/', clientWith());
    const document = errorPage({ ...PAGE, finding: { diagnosis, error_description: 'x' } });
    assert.match(document, /id="error-sent"><code>https:\/\/app\.acme\.test\/cb<mark>\/<\/mark><\/code>/);
    assert.match(document, /class="error-registered"><code>https:\/\/app\.acme\.test\/cb<\/code>/);
    const changed = unregisteredRedirectUri('https://app.acme.test/cD?x', clientWith());
    const both = errorPage({ ...PAGE, finding: { diagnosis: changed, error_description: 'x' } });
    assert.match(both, /\/c<mark>D\?x<\/mark><\/code>/);
    assert.match(both, /\/c<mark>b<\/mark><\/code>/);
  });
});

describe('loggedOutPage', () => {
  it('says that the session has ended, and links to nothing', () => {
    const document = loggedOutPage({ look: plainLook(en) });
    assert.ok(document.includes(en.loggedOut.title));
    assert.doesNotMatch(document, /<a |href=|<form/);
  });
});
