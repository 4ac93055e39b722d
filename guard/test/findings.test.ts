/**
 * What a refusal says to whoever develops: a token with which nothing is wrong, and one thing changed; the first finding has to say
 * what. And who is told it, and what nobody is told.
 */
import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { type TestContext, test } from 'node:test';
import type { FindingCode } from '../src/diagnosis/finding.ts';
import { type Requirement, requireScope, requireUser } from '../src/protected-resource/requirement.ts';
import type { GuardOptions } from '../src/settings.ts';
import { type Api, AUDIENCE, guardedApi, type Issuer, listen, NOW, startIssuer } from './issuer.ts';
import { type Mutation, mutations, PERSON } from './mutated-tokens.ts';

type Finding = {
  readonly code: FindingCode;
  readonly expected?: string;
  readonly received?: string;
  readonly remedy: string;
};
const explained = (issuer: Issuer, options: Partial<GuardOptions> = {}) =>
  guardedApi(issuer, { explain_refusals_to_callers: true, ...options });

async function findingsOf(api: Api, authorization: string, ...requirements: readonly Requirement[]) {
  const answer = await api.send({ headers: { authorization } }, '', ...requirements);
  const { findings = [] }: { findings?: readonly Finding[] } = JSON.parse(answer.text);
  return { ...answer, findings };
}

test('of more than 100 tokens with one thing wrong the first finding names it, in every one', async (t) => {
  const issuer = await startIssuer(t);
  const api = explained(issuer);
  const all = mutations(issuer);
  assert.ok(all.length >= 100, `${all.length}`);
  assert.equal((await api.call(issuer.token(PERSON), requireScope('read:a'), requireUser())).status, 200);
  const missed: unknown[] = [];
  for (const [code, authorization, ...requirements] of all) {
    const { status, findings } = await findingsOf(api, authorization, ...requirements);
    assert.notEqual(status, 200, code);
    if (findings[0]?.code !== code)
      missed.push([code, findings.map((one) => one.code), authorization.slice(0, 60)]);
  }
  assert.deepEqual(missed, []);
});

test('no answer, log or line of the console has a token, its signature, or anything of the person', async (t) => {
  const issuer = await startIssuer(t);
  const [api, silent] = [explained(issuer), explained(issuer, { onRefusal: undefined })];
  const secrets = [...Object.values(PERSON), 'ada@', 'Ada', 's3cret', 'eyJ'];
  const also: readonly Mutation[] = [
    ...Object.values(PERSON).map(
      (aud): Mutation => ['wrong_aud', `Bearer ${issuer.token({ ...PERSON, aud })}`],
    ),
    ['wrong_aud', `Bearer ${issuer.token({ ...PERSON, aud: [PERSON.email, issuer.token()] })}`],
    ['wrong_iss', `Bearer ${issuer.token({ ...PERSON, iss: `https://${PERSON.email}/` })}`],
    ['unknown_key', `Bearer ${issuer.token(PERSON, { kid: issuer.token() })}`],
    ['missing_scope', `Bearer ${issuer.token({ ...PERSON, scope: PERSON.email })}`, requireScope('write:a')],
    ['not_a_jws', 'Bearer s3cret'],
    ['no_token', 'token=s3cret'],
  ];
  for (const [code, authorization, ...requirements] of [...mutations(issuer), ...also]) {
    const { text, challenge } = await findingsOf(api, authorization, ...requirements);
    await findingsOf(silent, authorization, ...requirements);
    const said = [text, challenge, JSON.stringify(api.refusals.at(-1)), ...silent.told].join('\n');
    for (const secret of secrets) assert.ok(!said.includes(secret), `${code} says ${secret}: ${said}`);
  }
});

test('a finding says what was expected and what came', async (t) => {
  const issuer = await startIssuer(t);
  const api = explained(issuer);
  const first = async (token: string, ...requirements: readonly Requirement[]) => {
    const [found] = (await findingsOf(api, `Bearer ${token}`, ...requirements)).findings;
    return [found?.expected, found?.received];
  };
  const quoted = JSON.stringify;
  assert.deepEqual(await first(issuer.token({ aud: ['a', 'b'] })), [quoted(AUDIENCE), '["a", "b"]']);
  assert.deepEqual(await first(issuer.token({ iss: 'https://o.test/' })), [
    quoted(issuer.issuer),
    '"https://o.test/"',
  ]);
  assert.deepEqual(await first(issuer.token({}, { alg: 'HS256' })), ['RS256 or ES256 or EdDSA', '"HS256"']);
  assert.deepEqual(await first(issuer.token({}, { kid: 'old' })), [
    `one of ${quoted(issuer.issuer)} ("rs-1", "es-1", "ed-1")`,
    '"old" with "RS256"',
  ]);
  assert.deepEqual(await first(issuer.token({ iat: NOW + 90 })), [
    'clocks that differ by 5 s at most',
    'a token that is valid in 90 s',
  ]);
  assert.deepEqual(await first(issuer.token({ exp: NOW - 6 })), [
    'clocks that differ by 5 s at most',
    'a token that expired 6 s ago',
  ]);
  assert.deepEqual(await first(issuer.token(), requireScope('a', 'b')), ['"a b"', '"openid read:a"']);
});

test('all that is wrong is found, not only what it is refused by', async (t) => {
  const issuer = await startIssuer(t);
  const { findings } = await findingsOf(
    explained(issuer),
    `Bearer ${issuer.token({ aud: 'x', iss: 'https://o.test/', exp: NOW - 60, iat: NOW - 90 }, { kid: 'o' })}`,
  );
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['wrong_iss', 'unknown_key', 'wrong_aud', 'expired'],
  );
});

test('where the keys cannot be had, what failed is said instead of what to try', async (t) => {
  const issuer = await startIssuer(t);
  issuer.answers.discovery = (_request, response) => response.writeHead(404).end();
  const { findings } = await findingsOf(explained(issuer), `Bearer ${issuer.token()}`);
  assert.equal(findings[0]?.code, 'keys_unavailable');
  assert.match(findings[0].remedy, /status 404: no issuer lives there/);
  const silent = guardedApi(issuer, { onRefusal: undefined });
  await silent.call(issuer.token());
  assert.match(silent.told[0] ?? '', /refuses: keys_unavailable: .*status 404: no issuer lives there/);
});

/** A request as written to a node:http server, and whether its answer explains. */
async function isTold(t: TestContext, api: Api, headers: Readonly<Record<string, string>>): Promise<boolean> {
  const origin = await listen(t, (request, response) => void api.guard.node(() => {})(request, response));
  const text = await new Promise<string>((resolve, reject) => {
    httpRequest(`${origin}/`, { agent: false, headers: { authorization: 'Bearer x', ...headers } })
      .on('error', reject)
      .on('response', async (response) => resolve(Buffer.concat(await response.toArray()).toString()))
      .end();
  });
  return 'findings' in JSON.parse(text);
}

test('JW-28 where the issuer is this machine a request from it is told, and none that came by another way', async (t) => {
  const api = guardedApi(await startIssuer(t));
  assert.equal(await isTold(t, api, {}), true);
  for (const host of ['localhost:3001', 'api.localhost', '127.0.0.1:80', '[::1]:80'])
    assert.equal(await isTold(t, api, { host }), true, host);
  for (const host of ['api.acme.test', 'localhost.evil.test', '127.0.0.1.evil.test', '192.168.0.7', 'a b'])
    assert.equal(await isTold(t, api, { host }), false, `host ${host}`);
  for (const name of ['X-Forwarded-For', 'Forwarded', 'Via', 'CF-Ray', 'X-Real-IP', 'ngrok-skip'])
    assert.equal(await isTold(t, api, { [name]: '1' }), false, name);
  const handle = api.guard.fetch(() => new Response());
  for (const [url, isExplained] of [
    ['http://localhost:3001/', true],
    ['https://api.acme.test/', false],
  ] as const) {
    const answer = await handle(new Request(url, { headers: { authorization: 'Bearer x' } }));
    assert.equal(Object.hasOwn(Object(await answer.json()), 'findings'), isExplained, url);
  }
});

test('JW-28 in production nobody is told, nor where it was switched off, nor for an issuer elsewhere', async (t) => {
  const issuer = await startIssuer(t);
  const away = { ...issuer, issuer: 'https://acme.auth.test/' };
  const all = { explain_refusals_to_callers: true, onRefusal: undefined };
  const told = async (api: Api) => (await findingsOf(api, 'Bearer x')).findings.length > 0;
  assert.equal(await isTold(t, guardedApi(issuer, { explain_refusals_to_callers: false }), {}), false);
  assert.equal(await isTold(t, guardedApi(away), {}), false);
  assert.equal(await told(guardedApi(away, all)), true);
  const inProduction = guardedApi(issuer, all, { isProduction: true });
  assert.equal(await told(inProduction), false);
  assert.equal(await isTold(t, inProduction, {}), false);
  await inProduction.call(issuer.token({ aud: 'mine' }));
  assert.doesNotMatch(inProduction.told.join('\n'), /mine/);
});
