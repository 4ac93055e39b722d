/**
 * Pages and mails of a tenant drawn before anything is stored, and the frame that shows them: refusals first.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Api, mistakesOf, startApi } from './api.ts';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

const draw = (body: object) => api.call('POST', '/branding/preview', body);

const REFUSED: readonly (readonly [what: string, body: object, path: string])[] = [
  ['names no page', {}, 'page'],
  ['names a page that there is not', { page: 'admin' }, 'page'],
  ['is of a language that there is not', { page: 'login', language: 'xx' }, 'language'],
  [
    'has a colour that is none',
    { page: 'login', branding: { colors: { primary: 'red' } } },
    'branding.colors.primary',
  ],
  [
    'has a logo that is no https',
    { page: 'login', branding: { logo_url: 'javascript:alert(1)' } },
    'branding.logo_url',
  ],
  ['has a member that is none', { page: 'login', branding: { css: 'x' } }, 'branding.css'],
  ['is of a prompt that there is not', { page: 'login', texts: { nothing: {} } }, 'texts.nothing'],
  [
    'has a text that no page says',
    { page: 'login', texts: { login: { login: { nothing: 'x' } } } },
    'texts.login.login.nothing',
  ],
];

test('a draft that could not be stored is refused with its place', async () => {
  for (const [what, body, path] of REFUSED) {
    assert.deepEqual(await mistakesOf(api, 'POST', '/branding/preview', body), [path], what);
  }
});

test('a page is drawn with what is not stored, in the scheme and the language that are asked for', async () => {
  const { status, body } = await draw({
    page: 'login',
    language: 'ar',
    scheme: 'dark',
    branding: { colors: { primary: '#ffcc00' }, logo_url: 'https://cdn.example/logo.png' },
    texts: { login: { login: { title: 'هنا <b>الدخول</b>' } } },
  });
  assert.equal(status, 200);
  assert.match(body.html, /<html lang="ar" dir="rtl">/);
  assert.match(body.html, /هنا &lt;b&gt;الدخول&lt;\/b&gt;/);
  assert.match(body.html, /src="https:\/\/cdn\.example\/logo\.png"/);
  assert.doesNotMatch(body.html, /prefers-color-scheme|<script/);
  const { body: stored } = await api.call('GET', '/branding');
  assert.deepEqual(stored, {});
  assert.deepEqual((await api.call('GET', '/prompts/login/custom-text/ar')).body, {});
});

test('a colour that cannot be read where it is seen is told with the shade that the pages have', async () => {
  const { body } = await draw({ page: 'login', branding: { colors: { primary: '#ffcc00' } } });
  const accent = body.shades.find(
    ({ scheme, use }: { readonly scheme: string; readonly use: string }) =>
      scheme === 'light' && use === 'accent',
  );
  assert.ok(accent.contrast < accent.least);
  assert.notEqual(accent.shown, accent.chosen);
  assert.match(body.html, new RegExp(accent.shown));
});

async function framed(
  document: string,
  permit: string,
  { tenant = 'acme', dest = 'iframe' }: { readonly tenant?: string; readonly dest?: string } = {},
) {
  const browser = api.stack.browser(tenant);
  return browser.send('/dashboard/preview', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-dest': dest },
    body: new URLSearchParams({ document: document.replaceAll('\n', '\r\n'), permit }).toString(),
  });
}

test('FR-15 XS-07 a frame shows what the API has drawn, in a sandbox, to pages of its own origin, and nothing else', async () => {
  const { body } = await draw({ page: 'consent', branding: { logo_url: 'https://cdn.example/logo.png' } });
  const { html, frame } = body;
  for (const [what, answer] of [
    ['another document', await framed(`${html}<p>Send us your password</p>`, frame)],
    ['no permit', await framed(html, '')],
    ['at another tenant', await framed(html, frame, { tenant: 'globex' })],
    ['as a document of its own', await framed(html, frame, { dest: 'document' })],
  ] as const) {
    assert.equal(answer.status, 400, what);
    assert.match(String(answer.headers['content-security-policy']), /frame-ancestors 'none'/, what);
  }
  const shown = await framed(html, frame);
  assert.equal(shown.status, 200);
  const policy = String(shown.headers['content-security-policy']);
  assert.match(policy, /^default-src 'none'; style-src 'sha256-[^;]+; img-src https:\/\/cdn\.example;/);
  assert.match(policy, /; sandbox; form-action 'self'; frame-ancestors 'self'$/);
  assert.equal(shown.headers['x-frame-options'], undefined);
  api.stack.clock.now += 601;
  assert.equal((await framed(html, frame)).status, 400, 'later');
});

test('a mail is framed likewise, without a script whatever its template holds', async () => {
  const template = { subject: 'Hello', body: '<p>{{ url }}</p><script>alert(1)</script>' };
  const { body } = await api.call('POST', '/email-templates/reset_email/preview', template);
  const shown = await framed(body.html, body.frame);
  assert.equal(shown.status, 200);
  const policy = String(shown.headers['content-security-policy']);
  assert.match(policy, /default-src 'none';.*; sandbox;/);
  assert.doesNotMatch(policy, /script-src/);
});

test('every text of the pages is shown with what the server says, and what the tenant says instead', async () => {
  const path = '/prompts/login/custom-text/de';
  assert.equal((await api.call('GET', '/prompts/texts/xx')).status, 400);
  assert.equal((await api.call('PUT', path, { login: { title: 'Herein' } })).status, 200);
  const { body, headers } = await api.call('GET', '/prompts/texts/de');
  assert.deepEqual(body.login.login.title, { server: 'Anmelden', tenant: 'Herein' });
  assert.equal(typeof body.consent.consent.title.server, 'string');
  assert.equal(body.consent.consent.title.tenant, undefined);
  // The version is that of the settings: whoever is late is told so.
  const version = String(headers['etag']);
  assert.equal((await api.call('PUT', path, {}, { headers: { 'if-match': version } })).status, 200);
  assert.equal((await api.call('PUT', path, {}, { headers: { 'if-match': version } })).status, 412);
});

test('a prompt that nobody has is refused, and one of which no page here says anything is empty', async () => {
  for (const [method, sent] of [['GET'], ['PUT', {}]] as const) {
    const { status, body } = await api.call(method, '/prompts/lgoin/custom-text/en', sent);
    assert.deepEqual([status, body.errorCode, body.mistakes[0].path], [400, 'invalid_uri', ['prompt']]);
  }
  assert.deepEqual((await api.call('PUT', '/prompts/organizations/custom-text/en', {})).body, {});
});

test('the mails in the words of the tenant are listed, and no other', async () => {
  assert.deepEqual((await api.call('GET', '/email-templates')).body, []);
  const said = { template: 'login_code', subject: 'Your code', body: '<p>{{ code }}</p>' };
  assert.equal((await api.call('POST', '/email-templates', said)).status, 200);
  const { body } = await api.call('GET', '/email-templates');
  assert.deepEqual(
    body.map(({ template }: { readonly template: string }) => template),
    ['login_code'],
  );
});
