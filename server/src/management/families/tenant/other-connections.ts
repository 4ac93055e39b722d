/**
 * Another source of End-Users than the tenant's own database, as Auth0 has it.
 */
import * as v from 'valibot';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { DATABASE_CONNECTION, EMAIL_CONNECTION } from '../../../protocol/tenant/connection.ts';
import type { Values } from '../../../resources/kind.ts';
import { isMapping, objectSchema, record } from '../../../resources/shape.ts';
import { CONNECTION_FIELDS, type Connection } from '../../../resources/tenant/connection.ts';
import { withoutInert } from '../../inert.ts';
import { invalid, type Mistake, type Problem, problem } from '../../problem.ts';

const INERT = { is_domain_connection: false, show_as_button: true, metadata: {} } as const;

export const OTHER_CONNECTION = {
  ...objectSchema({}),
  properties: {
    id: { type: 'string' },
    name: CONNECTION_FIELDS.name.shape.json,
    display_name: CONNECTION_FIELDS.display_name.shape.json,
    strategy: CONNECTION_FIELDS.strategy.shape.json,
    options: { type: 'object', properties: { domain_aliases: CONNECTION_FIELDS.domains.shape.json } },
    realms: { type: 'array', items: { type: 'string' } },
    ...Object.fromEntries(Object.entries(INERT).map(([name, only]) => [name, { const: only }])),
  },
};

export function documentOf({ name, display_name, strategy, domains }: Connection): Values {
  const how = strategy === undefined ? {} : { strategy };
  return { name, display_name, ...how, options: { domain_aliases: domains }, realms: [name], ...INERT };
}

type Others = { readonly stored: Connection | undefined; readonly others: readonly Connection[] };

/** The record that a document means. */
export function readOther(document: Values, { stored, others }: Others): Result<Connection, Problem> {
  const { kept, mistakes } = withoutInert(document, INERT);
  const { id: _, realms: __, enabled_clients: ___, options = {}, ...own } = kept;
  const { domain_aliases: domains, ...strange } = isMapping(options) ? options : {};
  const before = stored ?? { display_name: own['name'], domains: [] };
  const meant: Values = { ...before, ...own, ...(domains === undefined ? {} : { domains }) };
  if (meant['strategy'] === 'auth0' && !stored) return err(ONE_DATABASE);
  if (Object.keys(strange).length > 0) return err(NO_PROVIDERS);
  const read = v.safeParse(record(CONNECTION_FIELDS).schema, meant);
  if (!read.success || mistakes.length > 0)
    return err(invalid('body', [...mistakes, ...(read.issues ?? []).map(mistakeOf)]));
  const { name } = read.output;
  if (stored && name !== stored.name)
    return err(
      invalid('body', [
        { code: 'create_only', path: ['name'], message: 'cannot be changed once it is made' },
      ]),
    );
  const isTaken = [DATABASE_CONNECTION, EMAIL_CONNECTION, ...others.map((one) => one.name)].includes(name);
  if (!stored && isTaken)
    return err(problem(409, 'connection_exists', 'A connection of this name already exists'));
  return ok(read.output);
}

function mistakeOf({ message, path }: v.BaseIssue<unknown>): Mistake {
  const steps = (path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  const at = steps[0] === 'domains' ? ['options', 'domain_aliases', ...steps.slice(1)] : steps;
  return { code: 'wrong_shape', path: at, message };
}

const ONE_DATABASE = problem(
  501,
  'not_here',
  `A tenant has one database of users, ${DATABASE_CONNECTION}: change its options, or make another tenant.`,
);

const NO_PROVIDERS = problem(
  501,
  'not_here',
  'Nobody signs in at another provider yet: of another source there is its record, with options.domain_aliases.',
);
