/**
 * F-29: two processes behind nginx with kept connections to both; they are started anew one after the other while people sign in.
 */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { startNginx } from '../../server/test/http/nginx.ts';
import { freePort } from '../../server/test/ports.ts';
import { type Answer, fragment, UserAgent } from '../../server/test/user-agent.ts';
import { operator } from './operator.ts';
import { logLines, type Serving, until, watch } from './serving.ts';

/** Through both, once: a start takes its time. */
const ROUNDS = 1;

const FILE = `tenants:
  - name: acme
    region: us
    clients:
      - { name: Spa, client_id: spa, grant_types: [implicit], callbacks: ["http://localhost:3000/cb"] }
    users: [{ email: alice@example.com, email_verified: true, password: "##ALICE##" }]
`;

const USER = { username: 'alice@example.com', password: 'correct horse' };

const REQUEST = {
  response_type: 'id_token',
  client_id: 'spa',
  redirect_uri: 'http://localhost:3000/cb',
  scope: 'openid',
  nonce: 'n',
  state: 's',
};

test('F-29 a rolling restart behind nginx: nobody who signs in meanwhile sees a failure', async (t) => {
  const { start, tacit, directory } = await operator(t);
  await writeFile(join(directory, 'tacit.yaml'), FILE);
  const ports = [await freePort(), await freePort()];
  const { port: proxy, said, close } = await startNginx(...ports);
  t.after(close);
  const base = { TACIT_BASE_URL: `http://localhost:${proxy}`, TACIT_TRUST_PROXY: '127.0.0.1' };
  const applied = await tacit(['apply', 'tacit.yaml'], { ...base, ALICE: USER.password });
  assert.equal(applied.code, 0, applied.stderr);

  async function begin(port: number): Promise<Serving> {
    const child = start(['serve'], { ...base, TACIT_PORT: String(port), TACIT_DRAIN_SECONDS: '0' });
    t.after(() => child.kill('SIGKILL'));
    const serving = watch(child, { port, directory });
    await until(() => serving.said.err.includes('Tacit listens'), serving);
    return serving;
  }

  const state = { isOver: false, signedIn: 0 };
  async function signInAgainAndAgain(): Promise<void> {
    while (!state.isOver) {
      const browser = new UserAgent({ port: proxy, host: `localhost:${proxy}` });
      const page = await browser.authorize(REQUEST);
      assert.equal(page.status, 200, page.body + said.join(''));
      const answer = await past(browser, await browser.signIn(page, USER));
      assert.ok(isSignedIn(answer), `${answer.status} ${answer.location} ${answer.body} ${said.join('')}`);
      state.signedIn += 1;
    }
  }

  const servings = await Promise.all(ports.map(begin));
  const people = Array.from({ length: 4 }, signInAgainAndAgain);
  const restarted = (async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, serving] of servings.entries()) {
        const before = state.signedIn;
        await until(() => state.signedIn > before, serving);
        serving.child.kill('SIGTERM');
        assert.equal(await serving.ended, 0);
        assert.deepEqual(
          logLines(serving.said).filter(({ level }) => level >= 50),
          [],
        );
        servings[index] = await begin(serving.port);
      }
    }
  })().finally(() => {
    state.isOver = true;
  });
  await Promise.all([restarted, ...people]);
  assert.ok(state.signedIn >= 2 * ROUNDS);
});

/** The client is at localhost, where anybody may listen, so it is agreed to each time. */
function past(browser: UserAgent, answer: Answer): Promise<Answer> | Answer {
  return answer.body.includes('action="/consent') ? browser.consent(answer, 'accept') : answer;
}

function isSignedIn({ location }: Answer): boolean {
  return fragment(location)['id_token'] !== undefined;
}
