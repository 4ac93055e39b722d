/**
 * Who is told why a request was refused: a developer at the server's own machine all of it, everybody else a reference, and the
 * log what there is to know and no secret.
 */
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { B0 } from '../attacks/requests.ts';
import { PASSWORD, type Stack, startStack } from '../stack.ts';
import { type Answer, query } from '../user-agent.ts';

let stack: Stack;

before(async () => {
  stack = await startStack({ settings: { sign_up: false } });
});

after(() => stack.close());

const ASKED = { ...B0, state: 'STATE-SECRET', nonce: 'NONCE-SECRET' };

type Changes = Readonly<Record<string, string | undefined>>;

function ask(changes: Changes, headers: Record<string, string> = {}): Promise<Answer> {
  const parameters = Object.entries({ ...ASKED, ...changes }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return stack.browser().send(`/authorize?${query(Object.fromEntries(parameters))}`, { headers });
}

/** The lines of the log that a request left. */
function linesOf({ headers }: Answer): readonly Record<string, unknown>[] {
  return stack
    .logged()
    .split('\n')
    .filter((line) => line.includes(`"request_id":"${headers['x-request-id']}"`))
    .map((line) => JSON.parse(line));
}

function textOf(body: string, id: string): string {
  const found = new RegExp(`id="${id}"[^>]*>(.*?)</(?:p|pre|dd|code)>`, 's').exec(body)?.[1] ?? '';
  return found
    .replace(/<[^>]+>/g, '')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

const TAUGHT: readonly (readonly [changes: Changes, code: string, sentence: RegExp, command?: string])[] = [
  [
    { redirect_uri: 'https://app.acme.test/cb/' },
    'redirect_uri_unregistered',
    /^redirect_uri differs at character 25: trailing slash$/,
    'npx tacit clients set spa1 --tenant acme --add-callbacks https://app.acme.test/cb/',
  ],
  [
    { client_id: 'local1', redirect_uri: 'http://127.0.0.1:3000/cb' },
    'redirect_uri_unregistered',
    /character 8: host 127\.0\.0\.1 instead of localhost/,
    'npx tacit clients set local1 --tenant acme --add-callbacks http://127.0.0.1:3000/cb',
  ],
  [{ redirect_uri: undefined }, 'redirect_uri_missing', /^redirect_uri is missing/],
  [
    { redirect_uri: 'http://localhost:3000/cb' },
    'redirect_uri_of_another_client',
    /registered for the client local1 of this tenant/,
    'npx tacit clients set spa1 --tenant acme --add-callbacks http://localhost:3000/cb',
  ],
  [
    { client_id: 'spa-1' },
    'client_id_unknown',
    /^there is no client spa-1 in this tenant: did you mean spa1\?$/,
  ],
  [{ client_id: 'spaG' }, 'client_id_elsewhere', /belongs to another tenant: ask at http:\/\/globex\.us\./],
  [{ client_id: undefined }, 'client_id_missing', /^client_id is missing$/],
  [
    { client_id: 'https://agent.test/client.json' },
    'client_id_documents_off',
    /client_id_metadata_documents is off/,
    'npx tacit settings set --tenant acme --client_id_metadata_documents true',
  ],
  [
    { client_id: 'nat1', redirect_uri: 'com.example.app:/cb', response_mode: 'web_message' },
    'web_origin_unregistered',
    /not among the web_origins/,
  ],
];

for (const [changes, code, sentence, command = ''] of TAUGHT) {
  test(`a developer at this machine learns of ${JSON.stringify(changes)}: ${code}`, async () => {
    const answer = await ask(changes);
    assert.equal(answer.status, 400);
    assert.equal(textOf(answer.body, 'error-finding-code'), code);
    assert.match(textOf(answer.body, 'error-description'), sentence);
    assert.equal(textOf(answer.body, 'error-command'), command);
  });

  test(`nobody else learns of ${JSON.stringify(changes)} more than a reference, and the log has it`, async () => {
    const answer = await ask(changes, { 'x-forwarded-for': '203.0.113.7' });
    assert.doesNotMatch(answer.body, /error-finding|error-description|local1|globex|spa1|acme\.test\/cb/);
    const [line, ...others] = linesOf(answer).filter(({ msg }) => msg === 'request refused');
    assert.deepEqual(others, []);
    assert.equal(textOf(answer.body, 'error-request'), line?.['request_id']);
    assert.notEqual(line?.['sentence'] ?? '', '');
  });
}

test('what is sent stands beside what is registered, and the lines that would allow it', async () => {
  const { body } = await ask({ redirect_uri: 'https://app.acme.test/cb/' });
  assert.match(body, /id="error-sent"><code>https:\/\/app\.acme\.test\/cb<mark>\/<\/mark>/);
  assert.match(body, /class="error-registered"><code>https:\/\/app\.acme\.test\/cb<\/code>/);
  assert.match(
    textOf(body, 'error-yaml'),
    /^tenants:\n {2}- name: acme\n {4}clients:\n {6}- client_id: spa1\n/,
  );
  assert.match(textOf(body, 'error-yaml'), /- https:\/\/app\.acme\.test\/cb\/ # this line is new$/);
});

for (const name of ['forwarded', 'via', 'x-forwarded-host', 'x-real-ip', 'cf-connecting-ip']) {
  test(`a request that came through something (${name}) is no developer's`, async () => {
    assert.doesNotMatch((await ask({ client_id: 'x' }, { [name]: '127.0.0.1' })).body, /error-finding/);
  });
}

const REDIRECTED: readonly (readonly [changes: Changes, code: string, error: string])[] = [
  [{ nonce: undefined }, 'nonce_missing', 'invalid_request'],
  [{ scope: 'read:a' }, 'openid_missing', 'invalid_request'],
  [{ response_type: 'code' }, 'grant_type_unregistered', 'unauthorized_client'],
  [{ response_type: 'token' }, 'token_response_type_forbidden', 'unauthorized_client'],
  [{ audience: 'https://api.acme.tset' }, 'audience_unknown', 'access_denied'],
  [{ prompt: 'nobody' }, 'prompt_unknown', 'invalid_request'],
  [{ response_mode: 'query' }, 'response_mode_unusable', 'invalid_request'],
  [{ request: 'a.b.c' }, 'request_object_signature', 'invalid_request_object'],
];

for (const [changes, code, error] of REDIRECTED) {
  test(`a refusal that goes to the client is logged with what was refused: ${code}`, async () => {
    const answer = await ask(changes);
    assert.equal(answer.status, 303);
    assert.match(answer.location, new RegExp(`error=${error}&`));
    const [line] = linesOf(answer).filter(({ msg }) => msg === 'authorization refused');
    assert.ok(line, stack.logged().slice(-2_000));
    const { level, client_id, redirect_uri, finding } = line;
    assert.deepEqual([level, client_id, redirect_uri, finding], [30, 'spa1', ASKED.redirect_uri, code]);
  });
}

test('for a developer the log says which APIs there are, for nobody else', async () => {
  const audience = 'https://api.acme.tset';
  const sentence = async (headers = {}) =>
    String(linesOf(await ask({ audience }, headers)).find(({ finding }) => finding)?.['sentence']);
  assert.match(await sentence(), /did you mean https:\/\/api\.acme\.test\?/);
  assert.doesNotMatch(await sentence({ via: '1.1 tunnel' }), /acme\.test/);
});

test('what an application meets every day is no line: login_required of a silent request', async () => {
  const answer = await ask({ prompt: 'none' });
  assert.match(answer.location, /error=login_required/);
  assert.deepEqual(
    linesOf(answer).filter(({ msg }) => msg === 'authorization refused'),
    [],
  );
});

const SECRETS = [
  'https://app.acme.test/cb?code=URI-SECRET&state=URI-SECRET',
  'https://app.acme.test/cb#access_token=URI-SECRET',
  'https://user:URI-SECRET@app.acme.test/cb',
  encodeURIComponent('https://app.acme.test/cb?code=URI-SECRET'),
  'https://app.acme.test/cb?URI-SECRET',
];

for (const redirect_uri of SECRETS) {
  test(`neither log nor audit has a secret of ${redirect_uri}, nor state or nonce`, async () => {
    const answer = await ask({ redirect_uri });
    const lines = JSON.stringify(linesOf(answer));
    assert.match(lines, /request refused/);
    assert.doesNotMatch(lines, /SECRET/);
    const rows = await stack.storage.tenant('t-acme').audit.list(5);
    assert.doesNotMatch(JSON.stringify(rows), /SECRET/);
  });
}

for (const [path, name] of [
  ['/v2/logout', 'returnTo'],
  ['/oidc/logout', 'post_logout_redirect_uri'],
] as const) {
  test(`nor has the log a secret of the address that ${path} is to return to`, async () => {
    const sent = { client_id: 'spa1', [name]: 'https://app.acme.test/bye?token=RETURN-SECRET' };
    const answer = await stack.browser().send(`${path}?${query(sent)}`);
    assert.equal(answer.status, 400);
    const lines = JSON.stringify(linesOf(answer));
    assert.match(lines, /acme\.test\/bye\?token/);
    assert.doesNotMatch(lines, /RETURN-SECRET/);
  });
}

const LOGOUTS: readonly (readonly [
  path: string,
  sent: Changes,
  code: string,
  sentence: RegExp,
  command?: string,
])[] = [
  [
    '/v2/logout',
    { client_id: 'spa1', returnTo: 'https://app.acme.test/bye/' },
    'logout_address_unregistered',
    /^returnTo differs at character 26: trailing slash$/,
    'npx tacit clients set spa1 --tenant acme --add-allowed_logout_urls https://app.acme.test/bye/',
  ],
  [
    '/v2/logout',
    { returnTo: 'https://app.acme.test/bye' },
    'logout_address_of_another_client',
    /registered for the client \w+ of this tenant/,
    'npx tacit settings set --tenant acme --add-allowed_logout_urls https://app.acme.test/bye',
  ],
  ['/v2/logout', { client_id: 'spa-1' }, 'client_id_unknown', /did you mean spa1\?$/],
  [
    '/oidc/logout',
    { client_id: 'spa1', post_logout_redirect_uri: 'https://app.acme.test/' },
    'logout_address_unregistered',
    /^post_logout_redirect_uri differs at character 23: path \/ instead of \/bye$/,
    'npx tacit clients set spa1 --tenant acme --add-allowed_logout_urls https://app.acme.test/',
  ],
  ['/oidc/logout', { client_id: 'spaG' }, 'client_id_elsewhere', /ask at http:\/\/globex\.us\./],
  [
    '/oidc/logout',
    { post_logout_redirect_uri: 'https://app.acme.test/bye' },
    'logout_client_missing',
    /stands alone/,
  ],
];

for (const [path, sent, code, sentence, command = ''] of LOGOUTS) {
  test(`a developer at this machine learns why ${path} is refused, nobody else: ${code}`, async () => {
    const parameters = Object.fromEntries(
      Object.entries(sent).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
    const address = `${path}?${query(parameters)}`;
    const { body } = await stack.browser().send(address);
    assert.match(body, /You were not signed out/);
    assert.equal(textOf(body, 'error-finding-code'), code);
    assert.match(textOf(body, 'error-description'), sentence);
    assert.equal(textOf(body, 'error-command'), command);
    const elsewhere = await stack.browser().send(address, { headers: { via: '1.1 tunnel' } });
    assert.doesNotMatch(elsewhere.body, /error-finding|error-places|globex|spa1|acme\.test\/bye/);
  });
}

const BOOKMARKS = ['/login', '/signup', '/consent', '/mfa', '/mfa/enroll', '/passwordless'];

for (const path of BOOKMARKS) {
  test(`${path} from a bookmark says where signing in begins`, async () => {
    const { status, body } = await stack.browser().send(path);
    assert.equal(status, 400);
    assert.match(body, /Signing in begins at the application/);
    assert.match(body, /id="error-account" href="\/account"/);
  });
}

test('a user who is blocked is told so at /account, with a way to sign out, and does not go round in circles', async () => {
  const browser = stack.browser();
  const bob = { username: 'bob@acme.test', password: PASSWORD };
  const page = await browser.follow(await browser.send('/account'));
  assert.match((await browser.signIn(page, bob)).location, /\/account\?/);
  // A block by the desk ends the session with it; one that was written another way leaves it.
  const database = new DatabaseSync(stack.config.databaseUrl.replace('sqlite:', ''));
  database.prepare("update users set blocked = 1 where email = 'bob@acme.test'").run();
  database.close();
  for (const path of ['/account', '/account/factors', '/account?error=access_denied&state=profile']) {
    const { status, body } = await browser.follow(await browser.send(path));
    assert.equal(status, 403, path);
    assert.match(body, /Your account is blocked/, path);
    assert.match(body, /id="error-sign-out" href="\/v2\/logout"/, path);
  }
  assert.match((await browser.follow(await browser.send('/v2/logout'))).body, /signed out/i);
  const anew = await browser.follow(await browser.send('/account'));
  assert.match((await browser.signIn(anew, bob)).body, /id="login-error"/);
});

test('a page that there is not, a method that is not taken and a form from elsewhere have titles of their own', async () => {
  const browser = stack.browser();
  const missing = await browser.send('/no-such-page');
  assert.equal(missing.status, 404);
  assert.match(missing.body, /There is no such page/);
  const method = await browser.send('/account/sign-out');
  assert.deepEqual([method.status, method.headers.allow], [405, 'POST']);
  assert.match(method.body, /cannot be opened like this/);
  assert.equal((await browser.send('/oauth/token')).body, '');
  const foreign = await browser.post('/login', {}, { 'sec-fetch-site': 'cross-site' });
  assert.match(foreign.body, /was not sent from our page/);
  const cut = await browser.send('/login?interaction=cut');
  assert.match(cut.body, /This request is not complete/);
  const off = await browser.follow(await browser.post('/reset-password', { interaction: 'x' }));
  assert.match(off.body, /This request is not complete/);
});
