/**
 * An act of the operator's tool as an operation: ours, for Auth0 has no such thing. The tool calls it with `--server`, and what it
 * says is what it says at the database, for the same function has answered.
 */
import type { OperatorActs } from '../../../operator/acts.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { tellSecrets } from '../../../protocol/told-secrets.ts';
import { type Fields, type RecordOf, required } from '../../../resources/field.ts';
import { lines } from '../../../resources/shape.ts';
import { type Asked, actorOf, type Operation, operation } from '../../operation.ts';
import type { Problem } from '../../problem.ts';
import { beyond, judgeTouched, lacks, type Touched } from '../../reach.ts';

/** What an act needs beside the scope that opens it. */
export type Needs = {
  readonly scopes?: readonly string[];
  readonly touches?: readonly Touched[];
};

type Described<B extends Fields> = Pick<Operation, 'scopes' | 'sentence'> & {
  /** `sessions/list`, below `/operator`. */
  readonly at: string;
  readonly body: B;
  /** Whether it changes something: of other tenants only those do so who may do everything. */
  readonly changes: boolean;
  readonly needs?: (body: RecordOf<B>) => Needs | 'everything';
  readonly run: (acts: OperatorActs, body: RecordOf<B>) => Promise<unknown>;
};

const ANSWER = {
  type: 'object',
  properties: {
    answer: {},
    secrets: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'array', items: {} }, secret: { type: 'string' } },
        required: ['path', 'secret'],
      },
    },
  },
  required: ['answer', 'secrets'],
} as const;

/** Words of a command: any text, of which the act says itself what is wrong. */
export const WORD = lines(4_096);

/** Text that is no word of a sentence. */
export const said = (sentence: string) => required(WORD, { sentence });

/** The row of an act. */
export function actOperation<const B extends Fields>(described: Described<B>): Operation {
  const { at, body, scopes, sentence, run } = described;
  return operation({
    ...{ id: `operator_${at.replaceAll(/[/-]/g, '_')}`, method: 'POST', path: `/operator/${at}` },
    ...{ sentence: `${sentence} Auth0 has no such operation: \`tacit --server\` calls it.`, scopes, body },
    answers: { 200: ANSWER },
    async handle(asked: Asked<RecordOf<Fields>, RecordOf<B>>) {
      const seen = await whoseTenants(asked);
      const refused = await judge(described, asked, seen);
      if (refused) return err(refused);
      const { exchange, access } = asked;
      const by = { actor: actorOf(access), address: exchange.address, request_id: exchange.request_id };
      const acts = exchange.deps.operatorActs({ by, only: seen === 'all' ? undefined : exchange.tenant });
      const answer: unknown = await run(acts, asked.body);
      return ok({ status: 200, body: tellSecrets(answer) }) satisfies Result<unknown, Problem>;
    },
  });
}

type Seen = 'all' | 'own';

/** At the tenant that the operators have for themselves all tenants are seen, elsewhere the one that is asked. */
async function whoseTenants({ exchange: { deps, tenant } }: Pick<Asked, 'exchange'>): Promise<Seen> {
  const operators = await deps.tenants.operators();
  return operators?.tenant.tenant_id === tenant.tenant_id ? 'all' : 'own';
}

async function judge<B extends Fields>(
  { changes, needs }: Described<B>,
  { exchange, access, body }: Asked<unknown, RecordOf<B>>,
  seen: Seen,
): Promise<Problem | undefined> {
  const own = needs?.(body) ?? {};
  const needed =
    own === 'everything' || (seen === 'all' && changes) ? everything(exchange) : (own.scopes ?? []);
  const lacking = beyond(access.scope, needed);
  if (lacking.length > 0) return lacks(lacking);
  return own === 'everything' ? undefined : judgeTouched(own.touches ?? [], { exchange, access });
}

function everything({ deps, tenant }: Asked['exchange']): readonly string[] {
  return deps.tenants.managementApi(tenant).scopes.map(({ value }) => value);
}
