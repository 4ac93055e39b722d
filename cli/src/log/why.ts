/**
 * `tacit why`: a story, as somebody reads it who is on the telephone with its user.
 */
import type { Told } from '@tacit/server/operator';
import { findOperator } from '../operator.ts';
import { complain, printJson, say } from '../output.ts';
import { readLimit } from './audit.ts';

export type WhyChoice = {
  readonly tenant?: string | undefined;
  readonly user?: string | undefined;
  readonly request?: string;
  readonly limit?: string;
  readonly json?: boolean;
};

/** Prints what happened; 1 where nothing is known. */
export async function why({ tenant = '', user = '', request, limit = '', json }: WhyChoice): Promise<number> {
  const count = readLimit(limit);
  const operator = await findOperator();
  if (!operator || count === undefined) return 1;
  const told =
    request === undefined
      ? await operator.whyUser({ tenant, user, limit: count })
      : await operator.whyRequest({ reference: request });
  if (!told.ok) {
    complain([told.error]);
    return 1;
  }
  if (json) printJson(told.value);
  else say(linesOf(told.value));
  return 0;
}

type Step = Told['steps'][number];

function linesOf({ tenant, user, steps, trouble }: Told): readonly string[] {
  const whose = user ? `${user.email ?? user.user_id} (${user.user_id})` : undefined;
  return [
    `${whose ?? steps.findLast(({ user_id }) => user_id)?.user_id ?? 'Somebody'}, in ${tenant}`,
    ...stateOf(user, tenant),
    '',
    ...steps.flatMap(stepLines),
    '',
    ...(trouble ? troubleLines(trouble) : ['Nothing of this keeps them out now.']),
  ];
}

function stateOf(user: Told['user'], tenant: string): readonly string[] {
  if (!user) return [];
  return [
    ...(user.blocked
      ? [`Now: the account is blocked. npx tacit users unblock '${user.user_id}' --tenant ${tenant}`]
      : []),
    ...(user.has_password ? [] : ['Now: the account has no password.']),
  ];
}

function stepLines({
  at,
  what,
  because,
  reference,
  client_id,
  ip,
  actor,
  sent,
  detail,
}: Step): readonly string[] {
  const time = new Date(at * 1_000).toISOString().replace('T', ' ').slice(0, 19);
  const said = because ? `${what}: ${because.sentence} [${because.code}]` : what;
  const facts = [
    client_id && `client ${client_id}`,
    ip && `from ${ip}`,
    actor && `by ${actor}`,
    sent && `sent ${sent}`,
    detail && `detail ${detail}`,
    `reference ${reference}`,
  ];
  return [`${time}  ${said}`, `                     ${facts.filter(Boolean).join(', ')}`];
}

function troubleLines({ what, because }: Step): readonly string[] {
  if (!because) return [`Last: ${what}.`];
  const { sentence, remedy, command, yaml } = because;
  return [
    `Why: ${sentence}.`,
    `What helps: ${remedy}.`,
    ...(command === undefined ? [] : ['', `  ${command}`]),
    ...(yaml === undefined ? [] : ['', 'or in tacit.yaml:', '', ...yaml.map((line) => `  ${line}`)]),
  ];
}
