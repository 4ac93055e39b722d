/**
 * What happened at the tenant that is pictured: it has been in use for a month.
 */
import type { Browser, Page } from 'playwright-core';
import { countedAccount, counterKey } from '../../../server/src/protocol/end-user/guess-budgets.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../../../server/src/resources/tenant/settings.ts';
import { passwordHash } from '../../../server/test/databases/seeds.ts';
import { AUDIENCE, authorizeUrl, type Place, signIn } from '../../../server/test/e2e/harness.ts';
import { SIEM, suspendStream } from '../suspended-stream.ts';
import {
  APIS,
  ARCHIVE,
  BEA,
  CARLOS,
  CLIENTS,
  DILARA,
  EMIL,
  FRONT_DESK,
  LOCKED,
  OTHER_TENANT,
  PEOPLE,
  REQUEST,
  wrongRequest,
} from './example-records.ts';
import { PICTURED_AT, type StandingClock } from './standing-clock.ts';

const DAY = 86_400;

type Around = { readonly place: Place; readonly clock: StandingClock };

type Furnishing = Around & { readonly browser: Browser };

/** Takes away what the fixture of the walks has: a tenant as it is on its first day. */
export async function clear({ place: { storage } }: Around): Promise<void> {
  const { clients } = storage.tenant('t-dev');
  for (const client_id of ['spa', 'code', 'web', 'other', 'article']) await clients.remove(client_id);
}

/** Puts there what there is after a month. */
export async function furnish(around: Furnishing): Promise<void> {
  const { place, clock } = around;
  const { storage } = place;
  const records = storage.tenant('t-dev');
  await place.chooseSettings({
    ...TENANT_SETTINGS_DEFAULTS,
    friendly_name: 'Example Practice',
    support_email: 'help@example.com',
  });
  await storage.tenants.save(OTHER_TENANT);
  await storage.rollouts.save({ feature: 'api_authorization', region: 'eu', stage: 'percent', percent: 25 });
  for (const one of APIS) await records.resourceServers.save(one);
  for (const client of CLIENTS) await records.clients.save(client);
  await records.clientGrants.save({ client_id: 'reminders', audience: AUDIENCE, scope: ['read:contacts'] });
  await records.clientGrants.save({
    client_id: 'back-office',
    audience: AUDIENCE,
    scope: ['read:appointments', 'book:appointments'],
  });
  await records.roles.save(FRONT_DESK);
  await bring(around);
  await stream(around);
  await count(around);
  await signInThere(around);
  clock.at = PICTURED_AT;
}

async function bring({ place, clock }: Around): Promise<void> {
  const records = place.storage.tenant('t-dev');
  const hash = await passwordHash();
  for (const [index, { sub, name, email }] of PEOPLE.entries()) {
    clock.at = PICTURED_AT - (40 - index) * DAY;
    const [given_name = '', family_name = ''] = name.split(' ');
    const claims = { name, given_name, family_name, email, email_verified: index % 4 !== 3 };
    await records.users.save({ sub, blocked: sub === CARLOS?.sub, claims }, hash);
  }
  for (const { sub } of PEOPLE.slice(0, 2)) await records.roles.give(sub, FRONT_DESK.id);
  await records.roles.give(PEOPLE[4]?.sub ?? '', 'rol_tacit_support');
  await records.roles.allow(BEA?.sub ?? '', {
    resource_server_identifier: AUDIENCE,
    permission_name: 'read:contacts',
  });
  const user = await records.users.find(BEA?.sub ?? '');
  await records.authenticators.add({
    ...{ sub: BEA?.sub ?? '', kind: 'otp', name: 'Telephone', counter: 0, authenticator_id: 'telephone' },
    ...{ document: { secret: 'A'.repeat(32) }, epoch: user?.epoch ?? 0 },
  });
}

/** The log is sent to two, and one of them has long been gone. */
async function stream({ place: { storage }, clock }: Around): Promise<void> {
  await storage.tenant('t-dev').logStreams.save(ARCHIVE);
  clock.at = PICTURED_AT - 4 * DAY;
  await suspendStream(storage, SIEM, { why: 'status 503', due_at: clock.at });
}

/** Days that are counted. */
const COUNTED_DAYS = 30;

/** Somebody new now and then, fewer at the weekend, and a day on which something was wrong. */
async function count({ place, clock }: Around): Promise<void> {
  const { audit } = place.storage.tenant('t-dev');
  for (let back = COUNTED_DAYS; back > 0; back -= 1) {
    clock.at = PICTURED_AT - back * DAY;
    const isWeekend = [0, 6].includes(new Date(clock.at * 1_000).getUTCDay());
    const logins = (isWeekend ? 6 : 18) + ((back * 7) % 9);
    const failed = back === 12 ? 14 : back % 4;
    const at = (kind: string, index: number) => ({ request_id: `${kind}-${back}-${index}` });
    const many = (
      length: number,
      kind: string,
      event: Omit<Parameters<typeof audit.record>[0], 'request_id'>,
    ) => Array.from({ length }, (_, index) => audit.record({ ...event, ...at(kind, index) }));
    await Promise.all([
      ...many(logins, 'login', { type: 'login', client_id: 'appointments' }),
      ...many(failed, 'failed', {
        type: 'login_failed',
        reason: 'wrong_password',
        client_id: 'appointments',
      }),
      ...many(back % 3, 'signed-up', { type: 'signed_up', client_id: 'appointments' }),
      ...many(logins, 'tokens', {
        type: 'tokens_issued',
        client_id: 'appointments',
        audience: AUDIENCE,
        shown: SHOWN,
      }),
      ...many(Math.floor(logins / 2), 'code', {
        ...{ type: 'tokens_issued', client_id: 'back-office', audience: AUDIENCE },
        variant: 'authorization_code',
      }),
      ...many(4, 'machine', {
        ...{ type: 'tokens_issued', client_id: 'reminders', audience: AUDIENCE },
        variant: 'client_credentials',
      }),
    ]);
  }
  clock.at = PICTURED_AT - 3 * DAY;
  await audit.record({ type: 'mail_refused', request_id: 'mail-1', sub: DILARA?.sub });
  await place.storage.sweep(0);
}

const WAY = 'id_token token';

/** What requests by the implicit grant show of the program that sends them. */
const SHOWN = [
  { way: WAY, facet: 'prompt', value: 'asks' },
  { way: WAY, facet: 'response_mode', value: 'fragment' },
  { way: WAY, facet: 'origin', value: 'https://appointments.example' },
  { way: WAY, facet: 'sdk', value: 'auth0.js 9.28.0' },
] as const;

/** Some sign in, each by the pages; one has been locked out, and a request of a page is wrong. */
async function signInThere({ place, clock, browser }: Furnishing): Promise<void> {
  for (const [index, { email, sub }] of [...PEOPLE].reverse().entries()) {
    if (sub === BEA?.sub || sub === CARLOS?.sub || sub === DILARA?.sub) continue;
    clock.at = PICTURED_AT - (PEOPLE.length - index) * 1_800;
    const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC' });
    const page = await context.newPage();
    await page.route('https://appointments.example/**', (route) => route.fulfill({ body: 'Welcome' }));
    await page.goto(authorizeUrl(place, REQUEST));
    await signIn({ email, page });
    await page.waitForURL(/appointments\.example/);
    if (sub === EMIL?.sub) await agree(place, page);
    await context.close();
  }
  const { loginAttempts, audit } = place.storage.tenant('t-dev');
  clock.at = PICTURED_AT - 600;
  const counter = { budget: 'account', account: countedAccount(LOCKED) } as const;
  for (let tried = 0; tried < 100; tried += 1)
    await loginAttempts.reserve([{ key: counterKey('account', LOCKED), window_seconds: 3_600, counter }]);
  for (const request_id of ['locked-1', 'locked-2', 'locked-3'])
    await audit.record({
      ...{ type: 'login_failed', reason: 'wrong_password', request_id, sub: DILARA?.sub },
      ...{ client_id: 'appointments', ip: '192.0.2.7', journey: 'locked' },
    });
  clock.at = PICTURED_AT - 300;
  await fetch(wrongRequest(place), { redirect: 'manual' });
}

/** Lets an application of somebody else's read the appointments. */
async function agree(place: Place, page: Page): Promise<void> {
  await page.route('https://calendar.example/**', (route) => route.fulfill({ body: 'Welcome' }));
  const pkce = {
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  };
  const asked = { client_id: 'calendar', redirect_uri: 'https://calendar.example/callback' };
  await page.goto(authorizeUrl(place, { ...REQUEST, ...asked, ...pkce, response_type: 'code' }));
  await page.click('#consent-accept');
  await page.waitForURL(/calendar\.example/);
}
