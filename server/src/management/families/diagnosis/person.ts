/**
 * Why somebody cannot sign in: what stands in their way now, and what they were refused last, as `tacit why` tells it.
 */
import type { Exchange } from '../../../deps.ts';
import { addressBucket, networkBucket } from '../../../http/client-address.ts';
import { enrollableMethods } from '../../../login/factors/factor-methods.ts';
import { accountName, type EndUser } from '../../../protocol/end-user/end-user.ts';
import { ok } from '../../../protocol/result.ts';
import type { Client } from '../../../resources/client/client.ts';
import { type Story, storyOf } from '../../../resources/computed/story.ts';
import { tenantName } from '../../../resources/tenant/tenant.ts';
import { factorsOf } from '../../../support/factors.ts';
import { locksOf, locksOfAddress } from '../../../support/locks.ts';
import { isOver, OBSTACLE_CODES, type Obstacle, obstaclesOf } from '../../../support/obstacles.ts';
import type { SupportCase } from '../../../support/support-case.ts';
import { type Operation, operation } from '../../operation.ts';
import { caseOf, findUser, MOMENT, moment, objectOf, TEXT } from '../support/support-asked.ts';

/** Rows of the log in which the last refusal is looked for. */
const MAX_ROWS = 100;

const OBSTACLE = objectOf(
  {
    code: { enum: OBSTACLE_CODES },
    stops: { type: 'boolean', description: 'Whether nobody gets in before it is gone.' },
    ...{ sentence: TEXT, remedy: TEXT, until: MOMENT },
    place: { ...TEXT, description: 'The address or network that is locked out.' },
  },
  ['code', 'stops', 'sentence', 'remedy'],
);

const REFUSED = objectOf(
  {
    ...{ at: MOMENT, reference: { ...TEXT, description: 'What the page showed.' } },
    ...{ code: TEXT, sentence: TEXT, remedy: TEXT, client_id: TEXT, ip: TEXT },
  },
  ['at', 'reference', 'code', 'sentence', 'remedy'],
);

export const PERSON_DIAGNOSIS_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'user_diagnosis_show', method: 'GET', path: '/users/{id}/diagnosis', scopes: ['read:users'] },
    sentence:
      'Says what stands in the way of somebody who signs in; and, with `read:logs`, what they were refused last, unless they got in after it or its cause is gone.',
    answers: {
      200: objectOf({ obstacles: { type: 'array', items: OBSTACLE }, refused: REFUSED }, ['obstacles']),
    },
    async handle(asked) {
      const { exchange, access, path } = asked;
      const found = await findUser(path['id'] ?? '', exchange);
      if (!found.ok) return found;
      const user = found.value;
      const { settings } = exchange.tenant;
      const obstacles = obstaclesOf({
        ...{ user, settings },
        locks: await locksOf({ user, identifier: undefined }, caseOf(asked)),
        hasPassword: await hasPassword(user, exchange),
        factors: (await factorsOf(user.sub, caseOf(asked))).length,
        enrollable: enrollableMethods({ user, settings }).length,
      });
      const mayReadLog = access.scope.has('read:logs') || access.scope.has('read:logs_users');
      const trouble = mayReadLog ? (await storyAbout(user, exchange)).trouble : undefined;
      const shown = obstacles.map(({ until, ...rest }) =>
        until === undefined ? rest : { ...rest, until: moment(until) },
      );
      const isGone = await isPlaceFree(trouble, caseOf(asked));
      return ok({ status: 200, body: { obstacles: shown, ...(isGone ? {} : refusal(trouble, obstacles)) } });
    },
  }),
];

async function hasPassword(user: EndUser, { records: { users } }: Exchange): Promise<boolean> {
  const name = accountName(user);
  const found = name === undefined ? undefined : await users.findByAccount(name);
  return found?.user.sub === user.sub && found.password_hash !== undefined;
}

async function storyAbout({ sub }: EndUser, { records, tenant }: Exchange): Promise<Story> {
  const rows = await records.audit.search({ sub, order: 'newest', limit: MAX_ROWS });
  const clients = new Map<string, Client>();
  for (const client_id of new Set(rows.flatMap((row) => row.client_id ?? []))) {
    const client = await records.clients.find(client_id);
    if (client) clients.set(client_id, client);
  }
  // The oldest first, so that of one second what was written later is later.
  return storyOf(rows.toReversed(), { tenant: tenantName(tenant), clients });
}

/** Whether the address that was locked out may try again. */
async function isPlaceFree(trouble: Story['trouble'], at: SupportCase): Promise<boolean> {
  const { because, ip = '' } = trouble ?? {};
  const address = addressBucket(ip);
  if (because?.code !== 'locked_address' || address === undefined) return false;
  return (await locksOfAddress({ address, network: networkBucket(ip) }, at)).length === 0;
}

function refusal(trouble: Story['trouble'], obstacles: readonly Obstacle[]): object {
  if (!trouble?.because || isOver(trouble.because.code, obstacles)) return {};
  const { at, reference, client_id, ip, because } = trouble;
  const { code, sentence, remedy } = because;
  const where = { ...(client_id === undefined ? {} : { client_id }), ...(ip === undefined ? {} : { ip }) };
  return { refused: { at: moment(at), reference, code, sentence, remedy, ...where } };
}
