/**
 * Mails in the words of the tenant, by Auth0's names: refusals first.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { tenantRoleId } from '../../src/resources/end-user/tenant-roles.ts';
import { ALICE, ALICE_SUB, B0 } from '../attacks/requests.ts';
import { EMAIL } from '../databases/credentials.ts';
import { linkIn, mailsTo, mailTo } from '../mail/mails.ts';
import { fragment, hiddenFields } from '../user-agent.ts';
import { type Api, mistakesOf, startApi } from './api.ts';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

const RESET = {
  template: 'reset_email',
  subject: 'New password at {{ application.name }}',
  body: '<h1>Hi {{ user.name | default: "you" }}</h1><p>Go to <a href="{{ url }}">your page</a> in {{ minutes }} minutes.</p>',
  from: 'no-reply@acme.test',
  syntax: 'liquid',
  enabled: true,
};

/** Somebody forgot a password; the mail of it, by how many there are then. */
async function resetMail(count: number) {
  const asked = { client_id: 'spa1', connection: 'Username-Password-Authentication', email: EMAIL };
  const body = JSON.stringify(asked);
  const headers = { 'content-type': 'application/json' };
  const answer = await api.stack
    .browser('acme')
    .send('/dbconnections/change_password', { method: 'POST', headers, body });
  assert.equal(answer.status, 200, answer.body);
  return mailTo(api.stack, EMAIL, count);
}

const REFUSED: readonly (readonly [what: string, change: object, path: string, says: RegExp])[] = [
  ['does not parse', { body: '<p>\n {% if %}{{ url }}' }, 'body', /line 2, column 7/],
  ['is not closed', { body: '{% if url %}{{ url }}' }, 'body', /line 1, column 1/],
  [
    'asks for what there is not',
    { body: '{{ url }}\n{{ user.password }}' },
    'body',
    /line 2, column 4: there is no user\.password/,
  ],
  ['asks by a name that it computes', { body: '{{ url }}{{ user[email] }}' }, 'body', /there is no user\.\*/],
  [
    'reads what every object has',
    { body: '{{ url }}{{ user.__proto__ }}' },
    'body',
    /there is no user\.__proto__/,
  ],
  ['has no link', { body: '<p>Choose a password</p>' }, 'body', /must have \{\{ url \}\}/],
  ['takes the escaping away', { body: '{{ url }}{{ user.name | raw }}' }, 'body', /undefined filter: raw/],
  [
    'computes Liquid',
    { body: '{{ url }}{{ email | where_exp: "x", "x" }}' },
    'body',
    /undefined filter: where_exp/,
  ],
  ['opens a file', { body: '{{ url }}{% include "/etc/passwd" %}' }, 'body', /tag "include" not found/],
  ['renders a file', { body: '{{ url }}{% render "x" %}' }, 'body', /tag "render" not found/],
  ['is too long', { body: `{{ url }}${'x'.repeat(65_536)}` }, 'body', /at most 65536/],
  ['is nested too deeply', { body: '{% if url %}'.repeat(5_000) }, 'body', /nested too deeply|not closed/],
  ['has a line break in its subject', { subject: 'a\r\nBcc: b@evil.test' }, 'subject', /control characters/],
  ['asks in its subject for what there is not', { subject: '{{ nothing }}' }, 'subject', /line 1, column 4/],
  ['has a sender of another domain', { from: 'boss@bank.test' }, 'from', /mail_from/],
  ['has two senders', { from: 'a@acme.test\r\nBcc: b@evil.test' }, 'from', /must/],
  ['is switched off', { enabled: false }, 'enabled', /can only be true here/],
  ['is of another language of templates', { syntax: 'handlebars' }, 'syntax', /can only be "liquid" here/],
  ['leads elsewhere', { resultUrl: 'https://evil.test' }, 'resultUrl', /can only be null here/],
  ['has a field that is none', { subjekt: 'x' }, 'subjekt', /did you mean subject/],
];

test('PR-09 XS-07 a template that is wrong is refused with its place, and nothing is written', async () => {
  for (const [what, change, path, says] of REFUSED) {
    const { status, body } = await api.call('POST', '/email-templates', {
      ...RESET,
      from: undefined,
      ...change,
    });
    assert.equal(status, 400, what);
    const mistake = body.mistakes.find((one: { path: readonly string[] }) => one.path.join('.') === path);
    assert.match(mistake?.message ?? JSON.stringify(body), says, what);
  }
  assert.equal((await api.call('GET', '/email-templates/reset_email')).status, 404);
});

test('a mail that is never sent has no template; that it is disabled may be said', async () => {
  for (const name of ['welcome_email', 'nothing']) {
    assert.equal((await api.call('GET', `/email-templates/${name}`)).status, 404);
    const made = await api.call('POST', '/email-templates', { ...RESET, template: name });
    assert.equal(made.body.errorCode, 'unknown_email_template');
  }
  const said = { ...RESET, template: 'welcome_email', enabled: false };
  assert.equal((await api.call('PATCH', '/email-templates/welcome_email', said)).status, 404);
  assert.equal((await api.call('POST', '/email-templates', said)).status, 200);
  assert.equal(
    (await api.call('PUT', '/email-templates/nothing', { ...said, template: 'nothing' })).status,
    400,
  );
});

test('a template is made, changed, set and taken back; the mail says it, and what fills it is text', async () => {
  assert.equal((await api.call('PATCH', '/email-templates/reset_email', { subject: 'x' })).status, 404);
  const { from: _, ...said } = RESET;
  const made = await api.call('POST', '/email-templates', said);
  assert.equal(made.status, 200, JSON.stringify(made.body));
  assert.equal(made.body.subject, RESET.subject);
  assert.equal((await api.call('POST', '/email-templates', said)).status, 409);
  assert.deepEqual(await mistakesOf(api, 'PATCH', '/email-templates/reset_email', { body: 'nothing' }), [
    'body',
  ]);
  const read = await api.call('GET', '/email-templates/reset_email');
  // What a tool has read it writes again.
  assert.equal((await api.call('PUT', '/email-templates/reset_email', read.body)).status, 200);
  assert.deepEqual((await api.call('GET', '/email-templates/reset_email')).body, read.body);

  const own = await resetMail(1);
  assert.equal(own.subject, 'New password at acme');
  assert.match(own.html, /^<h1>Hi .*<\/h1><p>Go to <a href="https?:[^"]*token=/);
  assert.match(linkIn(own), /^\/reset-password.*token=|^\/.*token=/);

  const taken = await api.call('PUT', '/email-templates/reset_email', { ...said, body: null });
  assert.equal(taken.status, 200, JSON.stringify(taken.body));
  assert.equal((await api.call('GET', '/email-templates/reset_email')).status, 404);
  const usual = await resetMail(2);
  assert.match(usual.subject, /^Choose a new password/);
});

/** As auth0-deploy-cli writes what it has exported of Auth0: every member, of mails too that have no link. */
const exported = (template: string, more: object) => ({
  ...{
    template,
    body: '<p>{{ url }} {{ code }}</p>\n',
    subject: '',
    from: '',
    syntax: 'liquid',
    enabled: true,
  },
  ...{ resultUrl: '', includeEmailInRedirect: false, urlLifetimeInSeconds: 432_000, ...more },
});

test('what is exported of Auth0 is taken; how long a link is good is as it says, and the mail says it', async () => {
  for (const [name, more] of [
    ['verify_email', { subject: 'Verify' }],
    ['mfa_oob_code', { subject: 'Your code' }],
    ['reset_email', { subject: '{{ minutes }} minutes', urlLifetimeInSeconds: 1_800 }],
  ] as const) {
    const made = await api.call('POST', '/email-templates', exported(name, more));
    assert.equal(made.status, 200, JSON.stringify(made.body));
    assert.equal((await api.call('PATCH', `/email-templates/${name}`, exported(name, more))).status, 200);
  }
  const lifetimeOf = async (name: string) =>
    (await api.call('GET', `/email-templates/${name}`)).body.urlLifetimeInSeconds;
  assert.equal(await lifetimeOf('verify_email'), 432_000);
  assert.equal(await lifetimeOf('mfa_oob_code'), undefined, 'it has no link');
  const own = await resetMail(3);
  assert.equal(own.subject, '30 minutes');
  const path = linkIn(own);
  api.stack.clock.now += 1_801;
  assert.match((await api.stack.browser('acme').send(path)).body, /does not work any more/);

  const change = (urlLifetimeInSeconds: unknown) =>
    api.call('PATCH', '/email-templates/reset_email', { urlLifetimeInSeconds });
  for (const wrong of [0, 59, 432_001, 'x', 1.5])
    assert.equal((await change(wrong)).status, 400, String(wrong));
  assert.deepEqual(
    await mistakesOf(api, 'PATCH', '/email-templates/reset_email', { urlLifetimeInSeconds: 5 }),
    ['urlLifetimeInSeconds'],
  );
  assert.equal((await change(null)).status, 200);
  assert.equal(await lifetimeOf('reset_email'), undefined);
});

const preview = (name: string, said: object) => api.call('POST', `/email-templates/${name}/preview`, said);

test('what a mail would say is shown, and nobody is sent it', async () => {
  assert.equal((await preview('welcome_email', {})).status, 404);
  assert.deepEqual(
    await mistakesOf(api, 'POST', '/email-templates/login_code/preview', {
      subject: '{{ x }}',
      body: 'none',
    }),
    ['subject', 'body'],
  );
  const { length } = await mailsTo(api.stack, EMAIL, { count: 0 });
  for (const [name, words, subject] of [
    ['login_code', {}, /123456|code/i],
    ['account_deleted', { language: 'de' }, /gelöscht/],
    ['deletion_asked', {}, /delet/i],
    ['new_sign_in', { language: 'ar' }, /\p{Script=Arabic}/u],
  ] as const) {
    const { status, body } = await preview(name, words);
    assert.equal(status, 200, JSON.stringify(body));
    assert.match(`${body.subject} ${body.text}`, subject);
    assert.equal(body.words, 'server');
  }
  const said = { subject: 'For {{ user.name }}', body: '<b>{{ code }}</b>', language: 'pl' };
  // With it comes the permit for a frame that shows it (page-previews.test.ts).
  const { frame, ...shown } = (await preview('login_code', said)).body;
  assert.equal(typeof frame, 'string');
  assert.deepEqual(shown, {
    ...{ subject: 'For Alice Example', html: '<b>123456</b>', text: '123456\n', words: 'tenant' },
  });
  assert.equal((await api.call('GET', '/email-templates/login_code')).status, 404, 'nothing is stored');
  assert.equal((await mailsTo(api.stack, EMAIL, { count: 0 })).length, length);
});

test('a mail is tried by whoever asks at their own address, which was verified, and not for ever', async () => {
  const path = '/email-templates/login_code/try';
  const said = { subject: 'Tried', body: '{{ code }}' };
  assert.equal(
    (await api.call('POST', path, said)).body.errorCode,
    'no_own_address',
    'a client has no mailbox',
  );
  const acme = api.stack.storage.tenant('t-acme');
  await acme.roles.give(ALICE_SUB, tenantRoleId('owner'));
  const browser = api.stack.browser();
  const scope = 'openid update:email_templates';
  const audience = `${api.stack.issuer('acme')}api/v2/`;
  const page = await browser.signIn(await browser.authorize({ ...B0, audience, scope }), ALICE);
  const agreed = await browser.post('/consent', { ...hiddenFields(page.body), action: 'accept' });
  const { access_token: token } = fragment((await browser.follow(agreed)).location);
  const user = `/users/${encodeURIComponent(ALICE_SUB)}`;
  const verify = (email_verified: boolean) => api.call('PATCH', user, { email_verified });
  assert.equal((await verify(false)).status, 200);
  assert.equal((await api.callAs(token, 'POST', path, said)).body.errorCode, 'no_own_address');
  assert.equal((await verify(true)).status, 200);
  assert.equal((await api.callAs(token, 'POST', path, { ...said, to: 'b@evil.test' })).status, 400);
  const tried = await api.callAs(token, 'POST', path, said);
  assert.deepEqual([tried.status, tried.body], [202, { to: EMAIL }]);
  const mails = await mailsTo(api.stack, EMAIL, { count: 4 });
  assert.ok(mails.some(({ subject }) => subject === 'Tried'));
  const statuses = new Set<number>();
  for (let more = 0; more < 30 && !statuses.has(429); more += 1)
    statuses.add((await api.callAs(token, 'POST', path, said)).status);
  assert.ok(statuses.has(429), 'a mailbox has a budget');
});
