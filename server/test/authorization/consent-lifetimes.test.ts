/**
 * What the consent page says of time is what is issued: for each flow, policy and API, with refresh tokens and without, its
 * words are those of the `expires_in` that comes, and refresh tokens work for as long as it says (OIDC Core §3.1.2.4).
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { duration } from '../../src/pages/look/duration.ts';
import { en } from '../../src/pages/text/en.ts';
import { sha256 } from '../../src/protocol/digest.ts';
import type { Client } from '../../src/resources/client/client.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../../src/resources/tenant/settings.ts';
import { signIn } from '../attacks/requests.ts';
import { api, implicitClient, startStack } from '../stack.ts';
import type { Answer } from '../user-agent.ts';

const stack = await startStack();
after(() => stack.close());
const records = stack.storage.tenant('t-acme');

/** Alice's, who is signed in and asked about every request. */
const browser = stack.browser();
await signIn(browser);

const CALLBACK = 'https://lasting.test/cb';
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const PKCE = { code_challenge: sha256(VERIFIER), code_challenge_method: 'S256' };
const TOTAL = 3_000;

/** Always asked for consent, and with refresh tokens of two kinds. */
const CLIENTS = {
  expiring: { refresh_token_lifetime: TOTAL, idle_refresh_token_lifetime: TOTAL },
  'non-expiring': { refresh_token_expiration_type: 'non-expiring' },
} satisfies Readonly<Record<string, Partial<Client>>>;

for (const [client_id, differences] of Object.entries(CLIENTS)) {
  const grant_types = ['authorization_code', 'implicit', 'refresh_token'] as const;
  await records.clients.save(
    implicitClient(client_id, {
      ...differences,
      is_first_party: false,
      grant_types,
      redirect_uris: [CALLBACK],
    }),
  );
}

const SHORT = 'urn:short';
await records.resourceServers.save({
  ...api(SHORT, ['read:a']),
  token_lifetime: 5_400,
  token_lifetime_for_web: 120,
});
await records.resourceServers.save({ ...api('urn:never-offline', ['read:a']), allow_offline_access: false });

type Case = {
  readonly response_type: string;
  readonly scope: string;
  readonly audience: string | undefined;
  readonly client_id: keyof typeof CLIENTS;
  readonly policy: 'compatible' | 'oidc';
};

/** The consent page of a request, and what is issued once it is allowed. */
async function ask({ response_type, scope, audience, client_id, policy }: Case) {
  const settings = { ...TENANT_SETTINGS_DEFAULTS, policy };
  await stack.storage.tenants.save({ tenant_id: 't-acme', name: 'acme', region: 'us', settings });
  const page = await browser.authorize({
    response_type,
    client_id,
    redirect_uri: CALLBACK,
    scope,
    prompt: 'consent',
    state: 'S1',
    nonce: 'N1',
    ...(audience === undefined ? {} : { audience }),
    ...(response_type.includes('code') ? PKCE : {}),
  });
  assert.match(page.body, /id="consent-accept"/, page.location);
  const answer = await browser.consent(page, 'accept');
  const { searchParams, hash } = new URL(answer.location);
  const answered = new Map([...searchParams, ...new URLSearchParams(hash.slice(1))]);
  const code = answered.get('code');
  const fetched = code === undefined ? {} : JSON.parse((await exchange(code, client_id)).body);
  const all = [answered.get('expires_in'), fetched.expires_in].filter((one) => one !== undefined);
  return { page: page.body, expires_in: all.map(Number), refresh_token: fetched.refresh_token };
}

function exchange(code: string, client_id: string): Promise<Answer> {
  const grant = { grant_type: 'authorization_code', redirect_uri: CALLBACK, code_verifier: VERIFIER };
  return stack.browser().post('/oauth/token', { ...grant, client_id, code });
}

async function refresh(refresh_token: string, client_id: string): Promise<string | undefined> {
  const grant = { grant_type: 'refresh_token', client_id, refresh_token };
  const { body } = await stack.browser().post('/oauth/token', grant);
  return JSON.parse(body).refresh_token;
}

/** What the page says of time, without its markup; undefined where it says nothing. */
function saidIn(page: string): string | undefined {
  return /<dd id="consent-lifetime">(.*?)<\/dd>/.exec(page)?.[1]?.replace(/<[^>]+>/g, '');
}

function expectedOf(issued: Awaited<ReturnType<typeof ask>>, { client_id }: Case): string | undefined {
  if (issued.expires_in.length === 0) return undefined;
  const access = duration(Math.max(...issued.expires_in), 'en');
  if (issued.refresh_token === undefined) return access;
  const renewal =
    client_id === 'expiring' ? `can be renewed for ${duration(TOTAL, 'en')}` : en.consent.renewable_always;
  return `${access} ${renewal}`;
}

/** `token` alone is refused to clients of today, and is a case of lifetimes.test.ts. */
const FLOWS = ['code', 'id_token token', 'id_token', 'code id_token', 'code token', 'none'];
const AUDIENCES = [undefined, SHORT, 'urn:never-offline'];
const SCOPES = ['openid read:a', 'openid read:a offline_access'];
const CASES = FLOWS.flatMap((response_type) =>
  AUDIENCES.flatMap((audience) =>
    SCOPES.flatMap((scope) =>
      (['expiring', 'non-expiring'] as const).flatMap((client_id) =>
        (['compatible', 'oidc'] as const).map(
          (policy): Case => ({ response_type, audience, scope, client_id, policy }),
        ),
      ),
    ),
  ),
);

for (const one of CASES) {
  test(`${Object.values(one).join(', ')}: the page says what is issued`, async () => {
    const issued = await ask(one);
    assert.equal(saidIn(issued.page), expectedOf(issued, one));
  });
}

const OFFLINE = {
  response_type: 'code',
  scope: 'openid offline_access',
  audience: SHORT,
  policy: 'compatible',
} as const;

test('refresh tokens that end do so when the page said, and not before', async () => {
  const began_at = stack.clock.now;
  const { refresh_token } = await ask({ ...OFFLINE, client_id: 'expiring' });
  stack.clock.now = began_at + TOTAL - 1;
  const next = await refresh(refresh_token, 'expiring');
  assert.ok(next);
  stack.clock.now = began_at + TOTAL + 1;
  assert.equal(await refresh(next, 'expiring'), undefined);
});

test('refresh tokens that go on until they are removed are good after months', async () => {
  const { refresh_token } = await ask({ ...OFFLINE, client_id: 'non-expiring' });
  stack.clock.now += 100 * 86_400;
  assert.ok(await refresh(refresh_token, 'non-expiring'));
});
