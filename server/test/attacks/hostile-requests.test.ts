/**
 * Every route, asked with what no page of ours and no SDK sends, on both databases: never a 5xx, never an answer past the
 * one catch. TACIT_HOSTILE_RUNS says how many requests are sent, and TACIT_HOSTILE_SEED repeats a run that failed.
 */
import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { test } from 'node:test';
import fc from 'fast-check';
import { openAccount } from '../account/account-pages.ts';
import { askForReset, openLink, soleMail } from '../account/accounts.ts';
import { startPostgres } from '../databases/postgres.ts';
import { type Stack, startStack } from '../stack.ts';
import { API, BASIC, codeFlow } from '../tokens/code-flow.ts';
import { hiddenFields, query, type UserAgent } from '../user-agent.ts';
import { type Hostile, hostileRequests, ROUTES } from './hostile-requests.ts';
import { ALICE, B0, BOB, THIRD_PARTY } from './requests.ts';

const RUNS = Number(process.env['TACIT_HOSTILE_RUNS'] ?? 2_000);
const SEED = Number(process.env['TACIT_HOSTILE_SEED'] ?? Date.now() % 2 ** 31);
const WORKERS = 8;

type Fields = Readonly<Record<string, string>>;

/** What is valid at a path: values reach the code behind the checks. */
type Good = { readonly fields: Fields; readonly browser: UserAgent; readonly headers?: Fields };

type Places = (path: string) => Good;

async function openPlaces(stack: Stack): Promise<Places> {
  await codeFlow(stack);
  const visitor = stack.browser();
  const login = hiddenFields((await visitor.authorize({ ...B0, prompt: 'login' })).body);
  const alice = stack.browser();
  const account = hiddenFields((await openAccount(stack, alice, { path: '/account/password' })).body);
  const agreeing = stack.browser();
  const consent = hiddenFields((await agreeing.signIn(await agreeing.authorize(THIRD_PARTY), BOB)).body);
  const forgetful = stack.browser();
  await askForReset(forgetful, BOB.username);
  const reset = hiddenFields(
    (await openLink(forgetful, (await soleMail(stack, 'reset_password')).link)).body,
  );
  const typed = { username: ALICE.username, password: 'wrong', code: '123456' };
  const client = { client_id: 'spa1', returnTo: 'https://app.acme.test/bye', state: 'S' };
  const api = { email: 'new@acme.test', password: 'wrong', connection: 'email', send: 'code' };
  const rows: readonly (readonly [RegExp, Good])[] = [
    [/^\/authorize$/, { fields: B0, browser: alice }],
    [/^\/consent$/, { fields: consent, browser: agreeing }],
    [/sign-out$/, { fields: account, browser: stack.browser() }],
    [
      /^\/account/,
      { fields: { ...account, current_password: 'wrong', name: 'A', sid: 'x' }, browser: alice },
    ],
    [/choose$|^\/verify-email$/, { fields: reset, browser: forgetful }],
    [/^\/oauth/, { fields: GRANT, browser: stack.browser(), headers: BASIC }],
    [/^\/(?:oidc|v2)\/|^\/logout/, { fields: { ...client, ...REGISTRATION }, browser: stack.browser() }],
    [
      /^\/(?:dbconnections|passwordless\/)/,
      { fields: { ...B0, ...client, ...api }, browser: stack.browser() },
    ],
    [/^/, { fields: { ...login, ...typed }, browser: visitor }],
  ];
  return (path) => {
    const good = rows.find(([paths]) => paths.test(path))?.[1];
    assert.ok(good);
    return good;
  };
}

const GRANT = { grant_type: 'client_credentials', audience: API, token: 'x', code: 'x', refresh_token: 'x' };
const REGISTRATION = { client_name: 'A', post_logout_redirect_uri: 'https://app.acme.test/bye' };

const JSON_ONLY = /^\/(?:dbconnections|passwordless\/(?:start|verify)$|oidc\/register)/;

/** The names with a good value somewhere. */
const GOOD = [
  ...Object.keys({ ...B0, ...GRANT, ...REGISTRATION }),
  'username',
  'password',
  'csrf',
  'interaction',
  'sid',
  'email',
  'name',
  'redirect_uris',
];

/** The request in bytes (latin1). */
function written(
  { route, action, changes, header, segment, sends_json }: Hostile,
  { fields, headers = {} }: Good,
) {
  const isJson = JSON_ONLY.test(route.path) || (sends_json && route.path.startsWith('/oauth'));
  const others = Object.entries({ ...fields, action }).filter(
    ([name]) => !changes.some((one) => one.name === name),
  );
  const members = [
    ...(route.path === '/oidc/register' ? ['"redirect_uris":["https://rp.test/cb"]'] : []),
    ...others.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`),
    ...changes.map(({ name, json }) => `${JSON.stringify(name)}:${json}`),
  ];
  const pairs = [
    query(Object.fromEntries(others)),
    ...changes.map(({ name, form }) => `${encodeURIComponent(name)}=${form}`),
  ];
  const isBody = route.method === 'POST' || route.method === 'PUT';
  const path = route.path.replace(':client_id', segment);
  const target = isBody ? path : `${path}?${pairs.join('&')}`;
  const type = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
  return {
    method: route.method,
    path: target.replace(/[^!-~]|#/g, (octet) => `%${octet.charCodeAt(0).toString(16).padStart(2, '0')}`),
    headers: {
      ...(isBody ? { 'content-type': type, 'sec-fetch-site': 'same-origin' } : {}),
      ...headers,
      ...(header ? { [header.name]: header.value } : {}),
    },
    body: isBody ? (isJson ? `{${members.join(',')}}` : pairs.join('&')) : '',
  };
}

type Answer = { readonly status: number; readonly location: string; readonly request_id: unknown };

type Sent = ReturnType<typeof written>;

function cookiesOf({ browser }: Good): string {
  return [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

function send(stack: Stack, { method, path, headers, body }: Sent, cookies: string): Promise<Answer> {
  const beside = Object.entries(headers).find(([name]) => name === 'cookie')?.[1];
  const cookie = beside === undefined ? cookies : `${cookies}; ${beside}=x; tacit_reset=${beside}`;
  const bytes = Buffer.from(body, 'latin1');
  const sent = { host: stack.host('acme'), ...headers, cookie, 'content-length': bytes.length };
  const options = { host: '127.0.0.1', port: stack.port, path, method, headers: sent, maxHeaderSize: 65_536 };
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ ...options, agent: false }, (incoming) => {
      const { location = '', 'x-request-id': request_id } = incoming.headers;
      incoming.resume();
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, location, request_id }));
    });
    outgoing.on('error', reject);
    outgoing.end(bytes);
  });
}

/** Asks, and opens what comes of it in another browser, as somebody who was sent a link. */
async function judge(stack: Stack, hostile: Hostile, places: Places): Promise<void> {
  const good = places(hostile.route.path);
  const answer = await send(stack, written(hostile, good), cookiesOf(good));
  assert.ok(answer.status >= 200 && answer.status < 500, String(answer.status));
  assert.ok(hostile.route.path.endsWith('z') || answer.request_id !== undefined, 'past the one catch');
  if (!answer.location.startsWith('/')) return;
  const { location: path } = answer;
  const elsewhere = await send(
    stack,
    { method: 'GET', path, headers: {}, body: '' },
    cookiesOf(places('/login')),
  );
  assert.ok(elsewhere.status >= 200 && elsewhere.status < 500, `elsewhere ${elsewhere.status}`);
}

const DATABASES = { sqlite: () => undefined, postgres: () => startPostgres().url };

const SETTINGS = {
  sign_up: true,
  dynamic_registration: 'open',
  login_methods: ['password', 'email_code', 'email_link'],
} as const;

for (const [dialect, databaseUrl] of Object.entries(DATABASES)) {
  test(`PP-22 HT-10 ${RUNS} hostile requests to ${ROUTES.length} routes: no 5xx, nothing past the one catch, nothing on stderr (seed ${SEED}) [${dialect}]`, async (t) => {
    assert.ok(ROUTES.length > 60, String(ROUTES.length));
    const url = databaseUrl();
    const database = url === undefined ? {} : { databaseUrl: url };
    const stack = await startStack({ settings: SETTINGS, logLevel: 'error', ...database });
    const stderr = t.mock.method(process.stderr, 'write', () => true);
    try {
      const places = await openPlaces(stack);
      const requests = fc.sample(hostileRequests(GOOD), { seed: SEED, numRuns: RUNS }).values();
      const worker = async () => {
        for (const hostile of requests) {
          await judge(stack, hostile, places).catch((cause: unknown) => {
            const said = `TACIT_HOSTILE_SEED=${SEED} ${JSON.stringify(hostile).slice(0, 2_000)}`;
            throw new Error(`${said} ${stack.logged().slice(-2_000)}`, { cause });
          });
        }
      };
      await Promise.all(Array.from({ length: WORKERS }, worker));
      assert.equal(stack.logged(), '');
      const written = stderr.mock.calls.map(({ arguments: [line] }) => String(line));
      assert.deepEqual(written, []);
    } finally {
      stderr.mock.restore();
      await stack.close();
    }
  });
}
