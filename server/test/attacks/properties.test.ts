/**
 * Anything at all sent to /authorize of a running server: it never breaks, never answers a URI that the client did not
 * register, and gives tokens to nobody who is not signed in. TACIT_PROPERTY_RUNS says how many requests are sent, and
 * TACIT_PROPERTY_SEED repeats a run that failed.
 */
import assert from 'node:assert/strict';
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { CLIENTS, type Stack, startStack } from '../stack.ts';
import { fragment } from '../user-agent.ts';
import { B0, signIn } from './requests.ts';

const RUNS = Number(process.env['TACIT_PROPERTY_RUNS'] ?? 10_000);
const SEED = Number(process.env['TACIT_PROPERTY_SEED'] ?? Date.now() % 2 ** 31);
const BATCH = 500;
const CONNECTIONS = 16;

let stack: Stack;
let cookie: string;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
before(async () => {
  stack = await startStack({ logLevel: 'silent' });
  const browser = stack.browser();
  assert.notEqual(fragment((await signIn(browser)).location)['access_token'], undefined);
  cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
});
after(async () => {
  agent.destroy();
  await stack.close();
});

/** Any text a request can carry: whole code points, for half a surrogate pair has no UTF-8. */
const text = fc.string({ unit: 'binary', maxLength: 30 });

const CALLBACKS = CLIENTS.flatMap(({ redirect_uris }) => redirect_uris);

const HOSTILE_URIS = [
  'https://evil.test/cb',
  'https://app.acme.test@evil.test/cb',
  'https://app.acme.test/cb/../evil',
  'https://app.acme.test/cb?x',
  'https://app.acme.test\\@evil.test/cb',
  '//evil.test/cb',
  'javascript:alert(1)',
  'http://127.0.0.1:5000/cb',
  'http://127.0.0.1:5000@evil.test/cb',
  'http://127.0.0.1.evil.test/cb',
  'http://localhost:4000/cb',
  'com.example.app://cb',
];

/** What each parameter is given: values that work, values that nearly do, and anything. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  client_id: [...CLIENTS.map(({ client_id }) => client_id), 'spaG', 'nobody', '__proto__', 'spa1 ', '\0spa1'],
  redirect_uri: [...CALLBACKS, ...HOSTILE_URIS],
  response_type: [
    'id_token token',
    'token id_token',
    'id_token',
    'token',
    'code',
    'none',
    'code token',
    'id_token  token',
  ],
  response_mode: ['fragment', 'query', 'form_post', 'web_message', 'jwt', 'constructor'],
  scope: ['openid', 'openid read:a', 'openid email profile', 'offline_access', '"', 'openid  x', '__proto__'],
  audience: [B0.audience, 'https://billing.acme.test', 'https://evil.test', 'https://api.acme.test/'],
  state: [
    'S1',
    '#&access_token=EVIL',
    '\r\nLocation: https://evil.test',
    '</script><script>',
    'x'.repeat(2_049),
  ],
  nonce: ['N1', '"', '\u2028'],
  prompt: ['none', 'login', 'consent', 'select_account', 'none login', 'foo'],
  max_age: ['0', '1', '100000', '-1', '1e3'],
  login_hint: ['alice@acme.test', '"><script>alert(1)</script>'],
  id_token_hint: ['x', 'a.b.c', 'eyJhbGciOiJub25lIn0.e30.'],
  ui_locales: ['en', 'de fr', '../../etc/passwd', '__proto__'],
  request: ['x'],
  request_uri: ['https://evil.test/'],
  interaction: ['x', 'a.b.c.d.e'],
};

const name = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...Object.keys(VALUES)) },
  { weight: 1, arbitrary: text },
);

/** A name with a value, encoded as a client would, now and then not quite. */
const pair = name.chain((key) => {
  const likely = fc.constantFrom(...((Object.hasOwn(VALUES, key) ? VALUES[key] : undefined) ?? ['']));
  const value = fc.oneof({ weight: 8, arbitrary: likely }, { weight: 1, arbitrary: text });
  const ending = fc.oneof(
    { weight: 20, arbitrary: fc.constant('') },
    fc.constantFrom('%', '%ff', '%00', ';', '&', '%0d%0a'),
  );
  return fc
    .tuple(value, ending)
    .map(([content, end]) => `${encodeURIComponent(key)}=${encodeURIComponent(content)}${end}`);
});

/** What a good request of a client begins with. */
const base = fc.constantFrom(...CLIENTS).map(({ client_id, redirect_uris, oidc_conformant }) => {
  const { audience: _, ...others } = B0;
  const parameters = {
    ...others,
    client_id,
    redirect_uri: redirect_uris[0] ?? '',
    ...(oidc_conformant ? {} : { scope: '' }),
  };
  return Object.entries(parameters).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
});

type Sent = { readonly method: 'GET' | 'POST'; readonly signedIn: boolean; readonly encoded: string };

/** A good request, most of it, or none of it; with other parameters after it or in between, and raw text now and then. */
const sent: fc.Arbitrary<Sent> = base
  .chain((good) => {
    const rest = fc.oneof({ weight: 10, arbitrary: pair }, { weight: 1, arbitrary: text });
    const kept = fc.oneof(
      { weight: 3, arbitrary: fc.constant(good) },
      { weight: 2, arbitrary: fc.subarray(good) },
    );
    return fc.tuple(kept, fc.array(rest, { maxLength: 4 }));
  })
  .chain(([kept, added]) =>
    fc.record({
      method: fc.constantFrom('GET' as const, 'POST' as const),
      signedIn: fc.boolean(),
      // An added parameter takes the place of the good one most of the time, and doubles it otherwise.
      encoded: fc.constantFrom(true, true, true, false).map((replace) => {
        const names = new Set(added.map((one) => one.split('=', 1)[0]));
        const others = replace ? kept.filter((one) => !names.has(one.split('=', 1)[0])) : kept;
        return [...others, ...added].join('&');
      }),
    }),
  )
  // A URL has no control characters, and its query ends at a hash: such text goes into forms only.
  .map((one) =>
    one.method === 'GET' ? { ...one, encoded: one.encoded.replace(/[^\x21-\x7e]|#/g, '') } : one,
  );

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };

function send({ method, signedIn, encoded }: Sent): Promise<Answer> {
  const body = method === 'POST' ? Buffer.from(encoded) : undefined;
  const headers = {
    host: stack.host('acme'),
    ...(signedIn ? { cookie } : {}),
    ...(body ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length } : {}),
  };
  const path = body ? '/authorize' : `/authorize?${encoded}`;
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { host: '127.0.0.1', port: stack.port, path, method, headers, agent },
      (incoming) => {
        let received = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk: string) => {
          received += chunk;
        });
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: received }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** The one client and redirect URI that the request names, by another parser than the server's, if they belong together. */
function trusted({
  encoded,
}: Sent): { readonly redirect_uri: string; readonly web_origins: readonly string[] } | undefined {
  const parameters = new URLSearchParams(`?${encoded}`);
  const [redirect_uri, ...moreUris] = parameters.getAll('redirect_uri');
  const [client_id, ...moreIds] = parameters.getAll('client_id');
  if (redirect_uri === undefined || moreUris.length > 0 || moreIds.length > 0) return undefined;
  const client = CLIENTS.find((one) => one.client_id === client_id);
  const isLoopback = client_id === 'dev1' && redirect_uri === 'http://127.0.0.1:5000/cb';
  if (!client || !(client.redirect_uris.includes(redirect_uri) || isLoopback)) return undefined;
  return { redirect_uri, web_origins: client.web_origins };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&lt;': '<',
  '&gt;': '>',
};

/** Where an answer would take a browser, or let itself be read from, beside the server itself. */
function leads({ headers, body }: Answer): {
  readonly location: string | undefined;
  readonly action: string | undefined;
  readonly reader: string | undefined;
} {
  const away = (address: string | undefined) =>
    address === undefined || /^\/[a-z]/.test(address) ? undefined : address;
  const action = /<form[^>]* action="([^"]*)"/
    .exec(body)?.[1]
    ?.replace(/&[a-z#0-9]+;/g, (entity) => ENTITIES[entity] ?? entity);
  const reader = /frame-ancestors ([^;]+)/.exec(String(headers['content-security-policy']))?.[1];
  return {
    location: away(headers.location),
    action: away(action),
    reader: reader === "'none'" ? undefined : reader,
  };
}

/** The kind of an answer; throws where it breaks a promise. */
function judge(request: Sent, answer: Answer): 'tokens' | 'error redirect' | 'page' | 'walk' {
  const { status, headers, body } = answer;
  assert.ok([200, 303, 400, 414].includes(status), `status ${status}`);
  assert.equal(headers['cache-control'], 'no-store');
  assert.doesNotMatch(String(headers['set-cookie'] ?? ''), /tacit_session/);

  const trust = trusted(request);
  const { location, action, reader } = leads(answer);
  if (location !== undefined) {
    assert.ok(trust, `led to ${location}`);
    assert.ok(['#', '?', '&'].includes(location.charAt(trust.redirect_uri.length)), location);
    assert.equal(location.slice(0, trust.redirect_uri.length), trust.redirect_uri);
  }
  if (action !== undefined) assert.equal(action, trust?.redirect_uri);
  if (reader !== undefined) assert.ok(trust?.web_origins.includes(reader), `readable by ${reader}`);

  const isAnswer = location !== undefined || action !== undefined || reader !== undefined;
  const [beforeHash = '', afterHash = ''] = (location ?? '').split('#', 2);
  assert.doesNotMatch(beforeHash, /[?&](?:access_token|id_token)=/);
  const gives =
    /(?:^|&)(?:access_token|id_token)=/.test(afterHash) ||
    /(?:name=|[{,])"(?:access_token|id_token)"/.test(body);
  if (gives) {
    assert.ok(isAnswer, 'a token on a page');
    assert.ok(request.signedIn, 'a token without a session');
    return 'tokens';
  }
  if (isAnswer) return 'error redirect';
  return status === 303 ? 'walk' : 'page';
}

test(`RU-33 PP-22 ${RUNS} arbitrary requests: no 5xx, no token to an unregistered URI, no redirect before trust is settled`, async () => {
  const counts = { tokens: 0, 'error redirect': 0, page: 0, walk: 0 };
  for (let done = 0; done < RUNS; done += BATCH) {
    const requests = fc.sample(sent, { seed: SEED + done, numRuns: Math.min(BATCH, RUNS - done) }).values();
    const worker = async () => {
      for (const request of requests) {
        try {
          counts[judge(request, await send(request))] += 1;
        } catch (error) {
          const repeat = `TACIT_PROPERTY_SEED=${SEED + done} TACIT_PROPERTY_RUNS=${BATCH}`;
          throw new Error(`${repeat} ${JSON.stringify(request)}`, { cause: error });
        }
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  }
  // Every kind of answer was met, so none of the promises was kept for want of a case.
  for (const [kind, count] of Object.entries(counts)) assert.ok(count > RUNS / 100, `${count} of ${kind}`);
});
