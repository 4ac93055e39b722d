import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import {
  ASKED,
  BASIC,
  type CodeFlow,
  codeFlow,
  errorOf,
  REDIRECT_URI,
  VERIFIER,
} from '../tokens/code-flow.ts';

let stack: Stack;
let flow: CodeFlow;
let directory: string;
let file: string;

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tacit-test-'));
  file = join(directory, 'tacit.db');
  stack = await startStack({ databaseUrl: `sqlite:${file}` });
  flow = await codeFlow(stack);
});

after(async () => {
  await stack.close();
  await rm(directory, { recursive: true });
});

const ALICE_SUB = 'auth0|a11ce0000000000000000001';

test('FU-01 a code exchanged twenty times at once gives tokens once, and those die with the replay', async () => {
  const code = await flow.code();
  const answers = await Promise.all(Array.from({ length: 20 }, () => flow.exchange(code)));
  const given = answers.filter(({ status }) => status === 200);
  assert.equal(given.length, 1);
  assert.deepEqual(
    new Set(answers.filter(({ status }) => status !== 200).map(errorOf)),
    new Set(['invalid_grant']),
  );
  const { access_token, refresh_token } = JSON.parse(given[0]?.body ?? '');
  assert.equal((await flow.userinfo(access_token)).status, 401);
  assert.equal(errorOf(await flow.refresh(refresh_token)), 'invalid_grant');
});

test('FU-02 a code is bound to its client, callback and tenant: one mismatch is enough', async () => {
  const code = await flow.code();
  const { clients } = stack.storage.tenant('t-globex');
  await clients.save(
    implicitClient('code1', { grant_types: ['authorization_code'], redirect_uris: [REDIRECT_URI] }),
  );
  const fields = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT_URI,
    code_verifier: VERIFIER,
  };
  const atGlobex = await stack.browser('globex').post('/oauth/token', { ...fields, client_id: 'code1' });
  assert.equal(errorOf(atGlobex), 'invalid_grant', 'the same client_id at another tenant');
  assert.equal(errorOf(await flow.post(fields, BASIC)), 'invalid_grant', 'a client that authenticates');
  assert.equal(errorOf(await flow.post(fields)), 'invalid_client', 'no client_id');
  assert.equal(errorOf(await flow.exchange(code, { redirect_uri: `${REDIRECT_URI}/` })), 'invalid_grant');
  assert.equal((await flow.exchange(code)).status, 200);
});

test('FU-03 PKCE cannot be left out, weakened or taken away afterwards', async () => {
  const browser = stack.browser();
  const { code_challenge: _, code_challenge_method: __, ...stripped } = ASKED;
  for (const request of [
    stripped,
    { ...ASKED, code_challenge_method: 'plain' },
    { ...stripped, code_challenge: VERIFIER },
  ]) {
    const answer = await browser.authorize(request);
    assert.equal(
      new URL(answer.location).searchParams.get('error'),
      'invalid_request',
      JSON.stringify(request),
    );
  }
  const code = await flow.code();
  for (const code_verifier of ['', VERIFIER.slice(1), 'x'.repeat(129), ASKED.code_challenge]) {
    assert.equal(errorOf(await flow.exchange(code, { code_verifier })), 'invalid_grant', code_verifier);
  }
  const unprotected = await signInToWeb(stripped);
  const fields = { grant_type: 'authorization_code', code: unprotected, redirect_uri: REDIRECT_URI };
  assert.equal(errorOf(await flow.post({ ...fields, code_verifier: VERIFIER }, BASIC)), 'invalid_grant');
});

async function signInToWeb(
  request: Omit<typeof ASKED, 'code_challenge' | 'code_challenge_method'>,
): Promise<string> {
  const agent = stack.browser();
  const page = await agent.authorize({ ...request, client_id: 'web1' });
  const answer = await agent.signIn(page, {
    username: 'alice@acme.test',
    password: 'correct horse battery staple',
  });
  return new URL(answer.location).searchParams.get('code') ?? '';
}

test('FU-04 a refresh token sent twenty times at once leaves no living leaf; its grant is gone', async () => {
  const { refresh_token } = await flow.tokens();
  const answers = await Promise.all(Array.from({ length: 20 }, () => flow.refresh(refresh_token)));
  const given = answers.filter(({ status }) => status === 200);
  assert.ok(given.length <= 1);
  for (const { body } of given) {
    assert.equal(errorOf(await flow.refresh(JSON.parse(body).refresh_token)), 'invalid_grant');
  }
});

test('FU-04 revocation beside rotation: afterwards nothing of the grant is good', async () => {
  const { refresh_token, access_token } = await flow.tokens();
  const [, rotated] = await Promise.all([flow.revoke(refresh_token), flow.refresh(refresh_token)]);
  if (rotated.status === 200) {
    assert.equal(errorOf(await flow.refresh(JSON.parse(rotated.body).refresh_token)), 'invalid_grant');
  }
  assert.equal((await flow.userinfo(access_token)).status, 401);
});

test('FU-04 consent that is withdrawn ends the grants that came from it', async () => {
  const { refresh_token, access_token } = await flow.tokens();
  await stack.storage.tenant('t-acme').consents.withdraw({ sub: ALICE_SUB, client_id: 'code1' });
  assert.equal(errorOf(await flow.refresh(refresh_token)), 'invalid_grant');
  assert.equal((await flow.userinfo(access_token)).status, 401);
});

test('FU-05 a token of another client, or one that was cut, is not revoked', async () => {
  const { refresh_token } = await flow.tokens();
  assert.equal((await flow.revoke(refresh_token, 'spa1')).status, 200);
  assert.equal((await flow.revoke(String(refresh_token).slice(1))).status, 200);
  assert.equal((await flow.refresh(refresh_token)).status, 200);
});

test('FU-05 a revocation that the database does not take is no 200', async () => {
  const { refresh_token } = await flow.tokens();
  const database = new DatabaseSync(file);
  database.exec("create trigger stuck before delete on grants begin select raise(abort, 'stuck'); end");
  assert.equal((await flow.revoke(refresh_token)).status, 500);
  database.exec('drop trigger stuck');
  database.close();
  assert.equal((await flow.revoke(refresh_token)).status, 200);
  assert.equal(errorOf(await flow.refresh(refresh_token)), 'invalid_grant');
});

test('FU-13 a password is not exchanged for a token, whatever it is called', async () => {
  for (const grant_type of ['password', 'http://auth0.com/oauth/grant-type/password-realm']) {
    const fields = {
      client_id: 'code1',
      username: 'alice@acme.test',
      password: 'correct horse battery staple',
    };
    assert.equal(errorOf(await flow.post({ grant_type, ...fields })), 'unsupported_grant_type');
  }
});
