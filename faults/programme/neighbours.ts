/**
 * F-22, F-33: a proxy in front that sends again, and a server behind that hangs.
 */
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { portOf } from '../../server/test/ports.ts';
import { hiddenFields } from '../../server/test/user-agent.ts';
import { warmUp } from '../rig/crowd.ts';
import { createLedger } from '../rig/ledger.ts';
import { judge } from '../rig/oracle.ts';
import { keysIn, type Scene } from '../rig/scene.ts';
import { exchange, loginPage, logOut, signIn } from '../rig/steps.ts';
import { OWN_CLIENT, tenantFile } from '../rig/tenants.ts';
import { held, judgeSizes } from '../rig/under-load.ts';
import { Visitor } from '../rig/visitor.ts';

/** A proxy sends a login again, at once and afterwards: there is one session, one answer, and nobody is locked out. */
export async function proxyRetries(scene: Scene): Promise<void> {
  const installation = await scene.install();
  await installation.serve();
  const keys = await keysIn(installation.database);
  const TIMES = 5;
  for (const person of installation.people) {
    const visitor = new Visitor(installation.door(person.tenant), person.address);
    const page = await loginPage(visitor);
    const { email: username, password } = person;
    const fields = { ...hiddenFields(page.body), username, password, action: 'login' };
    const answers = await Promise.all(Array.from({ length: TIMES }, () => visitor.post('/login', fields)));
    answers.push(await visitor.post('/login', fields));
    const odd = answers.filter(({ status }) => status !== 303);
    scene.must('I9', odd.length === 0, `a login that is sent again is answered ${odd[0]?.status}`);
    const codes = new Set<string>();
    for (const answer of answers) {
      const { location } = await visitor.follow(answer);
      const code = URL.parse(location)?.searchParams.get('code');
      if (code) codes.add(code);
    }
    scene.must('I3', codes.size <= 1, `${codes.size} codes for one request`);
  }
  const [most] = await installation.database.rows(
    'SELECT count(*) AS n FROM sessions GROUP BY tenant_id, sub ORDER BY 1 DESC LIMIT 1',
  );
  scene.must('I3', Number(most?.['n']) === 1, `of one login ${most?.['n']} sessions are left`);
  scene.figures['sent again'] = TIMES * installation.people.length;
  await judge(scene, { installation, ledger: createLedger(installation.people), keys });
}

const CHUNK = Buffer.alloc(65_536, 'x');

/** What a peer does with a logout token. */
const PEERS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  hangs: () => {},
  fails: (response) => void response.writeHead(500).end(),
  'never ends': (response) => {
    response.writeHead(200);
    const write = (): void => {
      while (!response.destroyed && response.write(CHUNK));
    };
    response.on('drain', write);
    write();
  },
};

const SOON_MS = 3_000;

/** Whoever is told of a logout hangs, fails or answers without end: nobody who logs out waits for it. */
export async function backChannelHangs(scene: Scene): Promise<void> {
  const state = { peer: Object.values(PEERS)[0] };
  const server = createServer((request, response) => {
    request.resume();
    response.on('error', () => {});
    state.peer?.(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  scene.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${portOf(server)}`;
  const installation = await scene.install({ env: { TACIT_UNSAFE_OUTBOUND_HOSTS: host } });
  const file = JSON.parse(tenantFile(installation.people));
  for (const tenant of file.tenants)
    for (const client of tenant.clients)
      if (client.client_id === OWN_CLIENT)
        client.oidc_logout = { backchannel_logout_urls: [`http://${host}/logout`] };
  await writeFile(join(installation.folder, 'tacit.yaml'), JSON.stringify(file));
  const applied = installation.tool(['apply', 'tacit.yaml']);
  if ((await applied.ended) !== 0) throw new Error(applied.said());
  const node = await installation.serve();
  await warmUp(installation);
  const keys = await keysIn(installation.database);
  const before = await held(node);
  for (const [name, peer] of Object.entries(PEERS)) {
    state.peer = peer;
    for (const person of installation.people) {
      const visitor = new Visitor(installation.door(person.tenant), person.address);
      await exchange(visitor, (await signIn(visitor, person)).code);
      const began_ms = performance.now();
      await logOut(visitor);
      const took_ms = performance.now() - began_ms;
      scene.must('I9', took_ms < SOON_MS, `${name}: a logout takes ${took_ms.toFixed(0)} ms`);
    }
  }
  await judgeSizes(scene, before, node);
  await judge(scene, { installation, ledger: createLedger(installation.people), keys });
}
