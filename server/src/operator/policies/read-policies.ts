/**
 * A `policies.yaml`: what it says, and all that is wrong with it, by line and column as in a `tacit.yaml`.
 */
import * as v from 'valibot';
import type { Environment } from '../../config.ts';
import { REQUEST_PARAMETERS } from '../../protocol/authorization/request-parameters.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { type Fields, optional, required, type Shape } from '../../resources/field.ts';
import type { Finding, Path } from '../../resources/finding.ts';
import { KINDS } from '../../resources/index.ts';
import type { Kind, Values } from '../../resources/kind.ts';
import { boolean, isMapping, lines, oneOf, text, unknownField, whole } from '../../resources/shape.ts';
import { mistakeOf } from '../file/read-file.ts';
import { readRecord } from '../file/read-record.ts';
import { type Mistake, readYaml, type YamlSource } from '../file/yaml-source.ts';
import type { Condition } from './breach.ts';
import { readCondition } from './condition.ts';
import { type Demands, readDemands, readExcept, wrong } from './read-demands.ts';
import { APPLICATIONS, SUBJECTS, type SubjectKind, TENANT } from './subjects.ts';

/** Parameters of a request; null: it is left out. */
export type Sent = Readonly<Record<string, string | null>>;

type Demanded =
  | { readonly kind: 'must'; readonly demands: Demands }
  /** `isEach`: in each tenant so many. */
  | { readonly kind: 'count'; readonly condition: Condition; readonly isEach: boolean }
  | { readonly kind: 'refuses' | 'answers'; readonly sent: Sent };

export type Policy = {
  readonly name: string;
  readonly why: string | undefined;
  readonly line: number;
  readonly column: number;
  readonly subject: SubjectKind;
  readonly where: Demands;
  readonly except: readonly Demands[];
  readonly mayBeEmpty: boolean;
  readonly demanded: Demanded;
};

const mapping = (says: string): Shape<Values> => ({
  tag: 'record',
  schema: v.custom<Values>(isMapping, 'must be a mapping'),
  says,
  json: { type: 'object' },
});

const FIELD_CONDITIONS = mapping('a mapping of fields to their conditions');
const PARAMETERS = mapping('a mapping of parameters to their values; `null` leaves one out');

const anything = (says: string): Shape => ({ tag: 'metadata', schema: v.unknown(), says, json: {} });

/** What each policy says one of. */
const DEMANDS = ['must', 'count', 'refuses', 'answers'] as const;

const EACH = 'in_each_tenant';

export const POLICY_FIELDS = {
  name: required(text(200), { sentence: 'What it holds, for whoever reads that it does not.' }),
  why: optional(lines(1_000), { sentence: 'Why, for the same reader.' }),
  about: required(oneOf([...SUBJECTS.keys()]), { sentence: 'What it looks at.' }),
  where: optional(FIELD_CONDITIONS, { sentence: 'Those alone of which all of this holds; left out: all.' }),
  except: optional(anything('such a mapping, or a list of them'), {
    sentence: 'But not those of which all of this holds; of a list: of any.',
  }),
  must: optional(FIELD_CONDITIONS, { sentence: 'What has to hold of each of them.' }),
  count: optional(anything('a whole number, or a condition of one'), {
    sentence: 'How many of them there have to be.',
  }),
  in_each_tenant: optional(boolean, {
    sentence:
      'With `true` beside `count`: in each tenant so many, and not in all of them together; of tenants those that `where` and `except` mean by `tenant`.',
  }),
  refuses: optional(PARAMETERS, {
    sentence: 'Of `clients`: a request that each of them has to be refused, at every callback.',
  }),
  answers: optional(PARAMETERS, {
    sentence: 'Of `clients`: a request that each of them has to be answered, at every callback.',
  }),
  may_be_empty: optional(boolean, {
    sentence:
      'With `true` it holds where there is nothing to look at; else that is a failure, for it holds nothing.',
  }),
} as const satisfies Fields;

const POLICY: Kind = { ...KINDS.client, fields: POLICY_FIELDS, key: [], rules: [], implied: {} };

const MAX_POLICIES = 1_000;

const EXAMPLE = 'policies: [{ name: Pages only, about: clients, must: { app_type: spa } }]';

const FILE_FIELDS = {
  policies: required(
    {
      ...anything('a list of policies'),
      schema: v.pipe(
        v.array(v.unknown(), 'must be a list'),
        v.minLength(1, 'has no policy'),
        v.maxLength(MAX_POLICIES, `must have at most ${MAX_POLICIES} entries`),
      ),
    },
    { sentence: 'The policies.' },
  ),
} as const satisfies Fields;

/** The policies of a text, or all that is wrong with it. */
export function readPolicies(
  content: string,
  env: Environment,
): Result<readonly Policy[], readonly Mistake[]> {
  const yaml = readYaml(content, env, EXAMPLE);
  if (!yaml.ok) return yaml;
  const source = yaml.value;
  const file = readRecord({ ...POLICY, fields: FILE_FIELDS }, source.value, []);
  const listed: unknown = file.said['policies'];
  const missing =
    listed === undefined && file.findings.length === 0
      ? [source.mistake([], 'misses the field policies')]
      : [];
  const reads = (Array.isArray(listed) ? listed : []).map((document: unknown, index) =>
    readPolicy(document, ['policies', index], source),
  );
  const mistakes = [
    ...source.mistakes,
    ...file.findings.map((finding) => mistakeOf(finding, [], source)),
    ...missing,
    ...reads.flatMap((read) => (read.ok ? [] : read.error)),
  ];
  const inOrder = mistakes.toSorted((a, b) => a.line - b.line || a.column - b.column);
  return inOrder.length > 0 ? err(inOrder) : ok(reads.flatMap((read) => (read.ok ? [read.value] : [])));
}

function readPolicy(document: unknown, at: Path, source: YamlSource): Result<Policy, readonly Mistake[]> {
  const { said, findings } = readRecord(POLICY, document, []);
  const told = (found: readonly Finding[]) => err(found.map((finding) => mistakeOf(finding, at, source)));
  const missing = isMapping(document) ? ['name', 'about'].filter((name) => document[name] === undefined) : [];
  const all = [...findings, ...missing.map((name) => wrong([], `misses the field ${name}`))];
  const subject = SUBJECTS.get(String(said['about']));
  if (!subject) return told(all);
  const where = readDemands(said['where'] ?? {}, subject, ['where']);
  const excepted = readExcept(said['except'] ?? [], subject);
  const demanded = readDemanded(said, subject, isMapping(document) ? document : {});
  const inner = [where, excepted, demanded].flatMap((read) => (read.ok ? [] : read.error));
  if (all.length + inner.length > 0 || !where.ok || !excepted.ok || !demanded.ok)
    return told([...all, ...inner]);
  const { line, column } = source.mistake(at, '');
  return ok({
    ...{ name: String(said['name']), line, column, subject },
    why: typeof said['why'] === 'string' ? said['why'] : undefined,
    ...{ where: where.value, except: excepted.value, demanded: demanded.value },
    mayBeEmpty: said['may_be_empty'] === true,
  });
}

function readDemanded(
  said: Values,
  subject: SubjectKind,
  document: Values,
): Result<Demanded, readonly Finding[]> {
  const named = DEMANDS.filter((name) => document[name] !== undefined);
  const [kind, second] = named;
  if (kind === undefined)
    return err([wrong([], `says nothing that has to hold: say one of ${DEMANDS.join(', ')}`)]);
  if (second !== undefined) return err([wrong([second], `stands beside ${kind}: make two policies of it`)]);
  if (said[EACH] !== undefined && kind !== 'count') return err([wrong([EACH], 'is said beside count alone')]);
  const argument = said[kind];
  // What could not be read is told already.
  if (argument === undefined) return err([]);
  if (kind === 'must') {
    const read = readDemands(argument, subject, [kind]);
    if (!read.ok) return read;
    return read.value.length === 0
      ? err([wrong([kind], 'names no field')])
      : ok({ kind, demands: read.value });
  }
  if (kind === 'count') return readCount(said, subject);
  if (subject.about !== APPLICATIONS) return err([wrong([kind], `is said about ${APPLICATIONS} alone`)]);
  return readSent(kind, argument);
}

function readCount(said: Values, { about, names }: SubjectKind): Result<Demanded, readonly Finding[]> {
  const isEach = said[EACH] === true;
  if (isEach && !names.some(({ own }) => own in TENANT))
    return err([wrong([EACH], `is nothing to say of ${about}, which belong to no tenant`)]);
  const read = readCondition(said['count'], whole(0, Number.MAX_SAFE_INTEGER), ['count']);
  return read.ok ? ok({ kind: 'count', condition: read.value, isEach }) : read;
}

/** At the token endpoint a client asks for itself. */
const OF_TOKEN_REQUEST = ['grant_type', 'audience', 'resource', 'scope', 'organization'] as const;

function readSent(kind: 'refuses' | 'answers', said: unknown): Result<Demanded, readonly Finding[]> {
  const values = isMapping(said) ? said : {};
  const isToken = values['grant_type'] !== undefined;
  const known: readonly string[] = isToken
    ? OF_TOKEN_REQUEST
    : ['grant_type', ...REQUEST_PARAMETERS.keys()].filter((name) => name !== 'client_id');
  const findings = Object.entries(values).flatMap(([name, value]): readonly Finding[] => {
    const path = [kind, name];
    if (name === 'client_id') return [wrong(path, 'is that of each client that the policy looks at')];
    if (!known.includes(name)) return [{ code: 'unknown_field', path, message: unknownField(name, known) }];
    if (name === 'grant_type' && value !== 'client_credentials')
      return [
        wrong(
          path,
          'is client_credentials, or left out: what people sign in for begins with a response_type',
        ),
      ];
    const isSendable = value === null || (typeof value === 'string' && value.isWellFormed());
    return isSendable ? [] : [wrong(path, 'must be text, or null')];
  });
  if (findings.length > 0) return err(findings);
  const sent = Object.entries(values).map(([name, value]): [string, string | null] => [
    name,
    typeof value === 'string' ? value : null,
  ]);
  return ok({ kind, sent: Object.fromEntries(sent) });
}
