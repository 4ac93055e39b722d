/**
 * F-29: two processes behind nginx with kept connections to both; they are started anew one after the other while people sign in.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { type Answer, fragment, UserAgent } from '../../server/test/user-agent.ts';
import { operator } from './operator.ts';
import { freePort, logLines, type Serving, until, watch } from './serving.ts';

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

/** nginx as it is, but that it keeps connections, and asks each server again at once after it was away: in turn, both are. */
function configuration(folder: string, port: number, upstreams: readonly number[]): string {
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `${userInfo().uid === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr notice;
events {}
http {
  access_log off;
  ${paths.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  upstream tacit {
    ${upstreams.map((upstream) => `server 127.0.0.1:${upstream} max_fails=0;`).join('\n    ')}
    keepalive 16;
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://tacit;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
    }
  }
}
`;
}

async function startNginx(t: TestContext, folder: string, upstreams: readonly number[]) {
  const port = await freePort();
  await writeFile(join(folder, 'nginx.conf'), configuration(folder, port, upstreams));
  const program = existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : 'nginx';
  const child = spawn(program, ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  t.after(async () => {
    child.kill();
    await once(child, 'exit');
  });
  for await (const line of createInterface(child.stderr)) if (line.includes('start worker process ')) break;
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (part: string) => said.push(part));
  assert.equal(child.exitCode, null, 'nginx did not start');
  return { port, said };
}

test('F-29 a rolling restart behind nginx: nobody who signs in meanwhile sees a failure', async (t) => {
  const { start, tacit, directory } = await operator(t);
  await writeFile(join(directory, 'tacit.yaml'), FILE);
  const ports = [await freePort(), await freePort()];
  const { port: proxy, said } = await startNginx(t, directory, ports);
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
