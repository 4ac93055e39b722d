/**
 * Why a request is refused, parameter by parameter, or why one was that has a reference. Who has no scope for APIs or connections is not
 * told which there are.
 */
import type { Exchange } from '../../../deps.ts';
import { DIAGNOSES } from '../../../protocol/diagnosis/diagnoses.ts';
import type { Inspection } from '../../../protocol/diagnosis/inspection/inspect.ts';
import { REMARKS } from '../../../protocol/diagnosis/inspection/remarks.ts';
import type { FoundAt } from '../../../protocol/diagnosis/inspection/verdicts.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { patchOf, remedyOf } from '../../../resources/computed/remedy.ts';
import { optional, required } from '../../../resources/field.ts';
import { text } from '../../../resources/shape.ts';
import { inspectAddress } from '../../../walk/inspect-address.ts';
import type { Access, Answer } from '../../operation.ts';
import { type Operation, operation } from '../../operation.ts';
import { inexistent, invalid, type Problem, problem } from '../../problem.ts';
import { INSPECTION_SCHEMA } from './inspection-schema.ts';
import { tellReference } from './reference.ts';

/** As long as an address of ours may be that has a request in it, and its host. */
const MAX_ADDRESS = 20_000;

/** What is longer than any request may be is judged too: that it is too long is to be said. */
const MAX_PASTED = 100_000;

const URL_SENTENCE = 'The address that the application leads to, or its query alone.';

type Answered = Promise<Result<Answer, Problem>>;

export const DIAGNOSIS_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'diagnosis_show', method: 'GET', path: '/diagnosis', scopes: ['read:clients'] },
    sentence:
      'Judges a request to sign in, parameter by parameter; or says why one was refused, by the reference of its page (`read:logs`).',
    query: {
      url: optional(text(MAX_ADDRESS), { sentence: `${URL_SENTENCE} Or \`reference\`.` }),
      reference: optional(text(64), { sentence: 'What the page shows that refused it.' }),
    },
    answers: { 200: INSPECTION_SCHEMA },
    handle: ({ exchange, access, query: { url, reference } }) => {
      if (url !== undefined && reference === undefined) return inspect(url, access, exchange);
      if (reference !== undefined && url === undefined) return look(reference, access, exchange);
      return Promise.resolve(
        err(
          invalid('query', [
            { code: 'one_of', path: ['url'], message: 'or reference has to be there, and not both' },
          ]),
        ),
      );
    },
  }),
  operation({
    ...{ id: 'diagnosis_create', method: 'POST', path: '/diagnosis', scopes: ['read:clients'] },
    sentence: 'Judges a request to sign in whose address is too long for an address, or better in no log.',
    body: { url: required(text(MAX_PASTED), { sentence: URL_SENTENCE }) },
    answers: { 200: INSPECTION_SCHEMA },
    handle: ({ exchange, access, body }) => inspect(body.url, access, exchange),
  }),
];

async function inspect(url: string, access: Access, exchange: Exchange): Answered {
  // Which tenant else has a client is for the operators of all of them.
  const asker = { ...exchange, isDeveloper: access.from !== undefined };
  const inspection = await inspectAddress(url, asker);
  return ok({ status: 200, body: shown(inspection, access, exchange) });
}

async function look(reference: string, access: Access, exchange: Exchange): Answered {
  if (!access.scope.has('read:logs'))
    return err(problem(403, 'insufficient_scope', 'Insufficient scope, expected any of: read:logs'));
  const told = await tellReference(reference, exchange);
  return told ? ok({ status: 200, body: told }) : err(inexistent('reference'));
}

function shown(
  { findings, parameters, next, request }: Inspection,
  access: Access,
  exchange: Exchange,
): object {
  const { client } = request ?? {};
  return {
    findings: findings.map((one) => shownFinding(withoutStrange(one, access), exchange)),
    parameters,
    next: { kind: next.kind, sentence: next.sentence },
    ...(request && client
      ? {
          request: {
            client_id: client.client_id,
            client_name: client.client_name,
            redirect_uri: request.target.redirect_uri,
            response_type: request.response_type.response_type,
            response_mode: request.target.response_mode,
            scope: request.scope,
            ...(request.resource_server ? { audience: request.resource_server.identifier } : {}),
            prompt: [...request.prompt],
            ...(request.max_age === undefined ? {} : { max_age: request.max_age }),
            pkce: request.code_challenge !== undefined,
          },
        }
      : {}),
  };
}

function shownFinding({ fix, ...finding }: FoundAt, { tenant }: Exchange): object {
  if (!fix) return finding;
  const { yaml, command } = remedyOf(fix, tenant.name);
  return { ...finding, fix: { ...patchOf(fix), yaml, command } };
}

/** Of which parameters a finding names records that need a scope of their own. */
const NEEDED = new Map<string, Parameters<Access['scope']['has']>[0]>([
  ['audience', 'read:resource_servers'],
  ['resource', 'read:resource_servers'],
  ['scope', 'read:resource_servers'],
  ['connection', 'read:connections'],
]);

/** What its row says and no more, where what there is may not be told. */
function withoutStrange(finding: FoundAt, { scope }: Access): FoundAt {
  const needed = NEEDED.get(finding.where);
  if (needed === undefined || scope.has(needed)) return finding;
  const { registered: _, left_out: __, difference: ___, ...rest } = finding;
  const rows: Readonly<Record<string, { readonly sentence: string }>> = { ...DIAGNOSES, ...REMARKS };
  return { ...rest, sentence: rows[finding.code]?.sentence ?? finding.sentence };
}
