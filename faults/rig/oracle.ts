/**
 * What is judged after every fault: the ledger beside the database and beside what the server answers.
 */
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from 'jose';
import type { Row } from './database.ts';
import type { Installation } from './installation.ts';
import type { Ledger } from './ledger.ts';
import { judgeAcknowledged, judgeEnded, judgeOnce } from './oracle-answers.ts';
import { keysIn, type Scene } from './scene.ts';
import { userinfo } from './steps.ts';
import { AUDIENCE, OWN_CLIENT, TENANTS, THIRD_CLIENT } from './tenants.ts';
import { Visitor } from './visitor.ts';

export type Judged = {
  readonly installation: Installation;
  readonly ledger: Ledger;
  /** Keys before the fault. */
  readonly keys: readonly Row[];
  /** Keys may have been rotated: there are more than before. */
  readonly rotated?: boolean;
};

/** Statements that find what must not be there: a half of something, or something of two tenants. */
const HALVES: readonly (readonly [what: string, query: string])[] = [
  ...['sessions', 'grants', 'consents', 'authenticators', 'password_history'].map(
    (table) =>
      [
        `${table} of nobody in their tenant`,
        `SELECT count(*) AS n FROM ${table} t LEFT JOIN users u ON u.tenant_id = t.tenant_id AND u.sub = t.sub WHERE u.sub IS NULL`,
      ] as const,
  ),
  [
    'refresh tokens of no grant in their tenant',
    'SELECT count(*) AS n FROM refresh_tokens t LEFT JOIN grants g ON g.tenant_id = t.tenant_id AND g.grant_id = t.grant_id WHERE g.grant_id IS NULL',
  ],
  ...['clients', 'resource_servers', 'users', 'signing_keys'].map(
    (table) =>
      [
        `${table} of no tenant`,
        `SELECT count(*) AS n FROM ${table} t LEFT JOIN tenants o ON o.tenant_id = t.tenant_id WHERE o.tenant_id IS NULL`,
      ] as const,
  ),
  [
    'users whose name is not taken',
    "SELECT count(*) AS n FROM users u LEFT JOIN names n ON n.tenant_id = u.tenant_id AND n.name = u.sub WHERE n.name IS NULL AND u.email IS NOT NULL AND EXISTS (SELECT 1 FROM names WHERE kind = 'user')",
  ],
  ['users without a password', 'SELECT count(*) AS n FROM users WHERE password_hash IS NULL'],
];

/** Judges all that can be judged while a server runs; what is sent again comes last, for it ends what it belongs to. */
export async function judge(scene: Scene, judged: Judged): Promise<void> {
  await judgeHalves(scene, judged);
  await judgeKeys(scene, judged);
  await judgeTokens(scene, judged);
  await judgeIsolation(scene, judged);
  await judgeEnded(scene, judged);
  await judgeAcknowledged(scene, judged);
  await judgeOnce(scene, judged);
  judgeErrors(scene, judged);
  judgeLogs(scene, judged);
}

async function judgeHalves(scene: Scene, { installation: { database } }: Judged): Promise<void> {
  for (const [what, query] of HALVES) {
    const [row] = await database.rows(query);
    scene.must('I2', Number(row?.['n']) === 0, `${row?.['n']} ${what}`);
  }
  if (database.dialect !== 'sqlite') return;
  const [checked] = await database.rows('PRAGMA integrity_check');
  scene.must('I2', checked?.['integrity_check'] === 'ok', `the file is damaged: ${JSON.stringify(checked)}`);
}

/** One key of each state for each algorithm, those that were there before among them. */
export async function judgeKeys(
  scene: Scene,
  { installation, keys, rotated = false }: Judged,
): Promise<void> {
  const after = await keysIn(installation.database);
  const kids = new Set(after.map(({ kid }) => kid));
  for (const { kid } of keys) scene.must('I6', kids.has(kid), `the key ${kid} is gone`);
  if (!rotated)
    scene.must('I6', after.length === keys.length, `there were ${keys.length} keys and are ${after.length}`);
  for (const [of, some] of Map.groupBy(after, ({ tenant_id, alg }) => `${tenant_id} ${alg}`)) {
    for (const state of ['current', 'next']) {
      const count = some.filter((key) => key['state'] === state).length;
      scene.must('I6', count === 1, `${of} has ${count} keys that are ${state}`);
    }
  }
}

async function judgeTokens(scene: Scene, { installation, ledger }: Judged): Promise<void> {
  const issued = await installation.database.rows(
    "SELECT sub, count(*) AS n FROM audit WHERE type = 'tokens_issued' GROUP BY sub",
  );
  const rows = new Map(issued.map(({ sub, n }) => [sub, Number(n)]));
  const given = new Map<string, number>();
  for (const tenant of TENANTS) {
    const { host, port } = installation.door(tenant);
    const visitor = new Visitor({ host, port, answers: [] }, '10.250.0.1');
    const published: JSONWebKeySet = JSON.parse((await visitor.send('/.well-known/jwks.json')).body);
    const keys = createLocalJWKSet(published);
    for (const { jwt, kind } of ledger.tokens.filter((one) => one.tenant === tenant)) {
      const { sub = '' } = decodeJwt(jwt);
      if (kind === 'access') given.set(sub, (given.get(sub) ?? 0) + 1);
      const audience = kind === 'access' ? AUDIENCE : [OWN_CLIENT, THIRD_CLIENT];
      const verified = await jwtVerify(jwt, keys, { issuer: `http://${host}/`, audience }).then(
        () => '',
        (error: unknown) => String(error),
      );
      scene.must('I5', verified === '', verified);
    }
  }
  scene.figures['tokens verified'] = ledger.tokens.length;
  for (const [sub, count] of given) {
    const written = rows.get(sub) ?? 0;
    scene.must(
      'I5',
      written >= count,
      `${sub} was given ${count} tokens, of which ${written} are in the audit log`,
    );
  }
}

async function judgeIsolation(scene: Scene, { installation, ledger }: Judged): Promise<void> {
  for (const [from, to] of [
    ['acme', 'globex'],
    ['globex', 'acme'],
  ] as const) {
    const token = ledger.tokens.find(({ tenant, kind }) => tenant === from && kind === 'access');
    if (!token) continue;
    const { status } = await userinfo(new Visitor(installation.door(to), '10.250.0.2'), token.jwt);
    scene.must('I7', status === 401, `a token of ${from} was answered ${status} at ${to}`);
  }
}

function judgeErrors(scene: Scene, { installation: { answers }, ledger }: Judged): void {
  const wrong = answers.filter(({ status }) => status >= 500 && status !== 503);
  const [first] = wrong;
  scene.must(
    'I9',
    wrong.length === 0,
    `${wrong.length} answers are ${first?.status}, the first at ${first?.path}`,
  );
  const bare = answers.filter(
    ({ status, hasRetryAfter }) => (status === 503 || status === 429) && !hasRetryAfter,
  );
  scene.must(
    'I9',
    bare.length === 0,
    `${bare.length} answers of 503 or 429 say no time, the first at ${bare[0]?.path}`,
  );
  const surprises = [...new Set(ledger.surprises.filter((one) => !/: 50[0-9] /.test(one)))];
  scene.must(
    'I9',
    surprises.length === 0,
    `${surprises.length} surprises: ${surprises.slice(0, 2).join('; ')}`,
  );
  Object.assign(scene.figures, {
    answers: answers.length,
    acks: ledger.count.acks,
    unanswered: ledger.count.unanswered,
    'told to wait': ledger.count.refused,
  });
}

function judgeLogs(scene: Scene, { installation, ledger }: Judged): void {
  const said = installation.said();
  const seen = [...ledger.canaries].filter((secret) => said.includes(secret));
  scene.must('I12', seen.length === 0, `${seen.length} secrets are in the log`);
  const pages = installation.answers.filter(({ body }) => /at .*\.ts:\d+/.test(body));
  scene.must(
    'I12',
    pages.length === 0,
    `${pages.length} error pages show where in the source they come from`,
  );
}
