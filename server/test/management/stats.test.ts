/**
 * Numbers of a tenant by the Management API: what is refused, then that what happened is counted once, by what it was.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ALICE, B0 } from '../attacks/requests.ts';
import { hiddenFields } from '../user-agent.ts';
import { type Api, startApi } from './api.ts';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

async function signIn(password: string): Promise<void> {
  const browser = api.stack.browser();
  const page = await browser.authorize({ ...B0, prompt: 'login' });
  await browser.post('/login', { ...hiddenFields(page.body), action: 'login', ...ALICE, password });
}

const counted = async (what: string, tenant = 'acme') =>
  (await api.call('GET', `/stats/counters?what=${what}`, undefined, { tenant })).body;

test('MG-06 days that are none, the wrong way round or too many are refused, and what is not counted', async () => {
  const cases: readonly (readonly [query: string, says: RegExp])[] = [
    ['/stats/daily?from=20260230', /must be a day/],
    ['/stats/daily?to=2026-01-01', /at most 8 characters|must be a day/],
    ['/stats/daily?from=20260102&to=20260101', /is after to/],
    ['/stats/daily?from=20200101&to=20260101', /more than 400 days/],
    ['/stats/daily?tenant=globex', /tenant/],
    ['/stats/counters', /what/],
    ['/stats/counters?what=login', /did you mean/],
  ];
  for (const [path, says] of cases) {
    const { status, body } = await api.call('GET', path);
    assert.equal(status, 400, path);
    assert.match(body.message, says);
  }
  const token = await api.token(['read:logs']);
  for (const path of ['/stats/daily', '/stats/active-users', '/stats/mails', '/stats/counters?what=logins'])
    assert.equal((await api.callAs(token, 'GET', path)).status, 403);
});

test('MG-03 what happened is counted by day and by what it was, in its tenant alone', async () => {
  await signIn('wrong');
  await signIn(ALICE.password);
  await signIn(ALICE.password);
  const today = `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`;
  assert.equal((await api.call('GET', '/stats/mails')).body.failing, 0);
  const { body } = await api.call('GET', '/stats/daily');
  const [day] = body;
  assert.deepEqual(
    { ...day, date: '', updated_at: '' },
    {
      ...{ date: '', logins: 2, signups: 0, leaked_passwords: 0 },
      ...{ created_at: day.date, updated_at: '' },
    },
  );
  assert.ok(Math.abs(Date.parse(day.date) - Date.parse(today)) <= 86_400_000);
  const names = (rows: readonly { name: string; count: number }[]) =>
    rows.map(({ name, count }) => `${name}: ${count}`);
  assert.deepEqual(names(await counted('logins_by_client')), [`${B0.client_id}: 2`]);
  assert.ok(names(await counted('failures')).includes('wrong_password: 1'));
  assert.ok(names(await counted('tokens')).some((one) => /^client_credentials http.*api\/v2\/: /.test(one)));
  assert.equal((await api.call('GET', '/stats/active-users')).body, 1);
  const globex = { tenant: 'globex' };
  assert.equal((await api.call('GET', '/stats/active-users', undefined, globex)).body, 0);
  assert.deepEqual(await counted('logins', 'globex'), []);
  assert.deepEqual((await api.call('GET', '/stats/daily?from=20200101&to=20200102')).body, []);
});
