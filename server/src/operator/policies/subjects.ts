/**
 * What a policy can be about: every kind of record that is administered, by all that its description says of it, and the ways in which
 * scopes are come by, which nobody writes down.
 */
import { GRANT_TYPES } from '../../protocol/client/client.ts';
import { SECOND_FACTOR_POLICIES } from '../../protocol/tenant/tenant.ts';
import { isOfTenant } from '../../resources/computed/commands.ts';
import { type Named, namesAt } from '../../resources/computed/names.ts';
import { PERMISSION_FIELDS } from '../../resources/end-user/role.ts';
import { type Fields, optional, required } from '../../resources/field.ts';
import { KINDS } from '../../resources/index.ts';
import type { Kind } from '../../resources/kind.ts';
import { boolean, identifier, list, oneOf, record, text, whole } from '../../resources/shape.ts';
import { MAX_TOKEN_LIFETIME } from '../../resources/tenant/resource-server.ts';

export type SubjectKind = {
  /** What a policy says after `about`: the section of a `tacit.yaml`, or `scopes`. */
  readonly about: string;
  readonly sentence: string;
  /** Undefined: the ways to scopes. */
  readonly kind: Kind | undefined;
  readonly names: readonly Named[];
};

export const TENANT = {
  tenant: required(text(255), { sentence: 'The tenant that it belongs to, `name.region`.' }),
} as const;

const MAX_HELD = 10_000;

/** What people have, which records of their own say. */
const HELD = {
  roles: optional(list(text(255), { max: MAX_HELD }), { sentence: 'The roles they have, by name.' }),
  permissions: optional(list(record(PERMISSION_FIELDS), { max: MAX_HELD }), {
    sentence: 'What they were given directly, beside their roles.',
  }),
} as const;

export const PEOPLE = KINDS.user.section;
export const APPLICATIONS = KINDS.client.section;

/** Who comes to a scope: somebody who signs in, or a client by itself. */
const COMERS = ['person', 'client'] as const;

export const CONSENTS = ['asked', 'skipped'] as const;

/** A way in which a scope of an API is come by. */
const WAY_FIELDS = {
  api: required(identifier(600), { sentence: 'The API, by its identifier.', auth0: 'api' }),
  scope: required(text(280), { sentence: 'The scope.' }),
  client_id: required(identifier(255), {
    sentence:
      'The client that asks for it; `*` is whoever registers one, where `dynamic_registration` is `open` or `client_id_metadata_documents` is on.',
  }),
  grant: required(oneOf(GRANT_TYPES), { sentence: 'How it gets the token.' }),
  comer: required(oneOf(COMERS), {
    sentence: 'Whose token it is: of a `person` who signs in, or of the `client` itself.',
  }),
  second_factor: optional(oneOf(SECOND_FACTOR_POLICIES), {
    sentence:
      'When the person is asked for a second factor, whatever the client asks for; absent where nobody signs in.',
  }),
  consent: optional(oneOf(CONSENTS), {
    sentence: 'Whether the person is asked if they agree; absent where nobody signs in.',
  }),
  enforced: required(boolean, {
    sentence: 'Whether the API gives it to those people alone who have it as a permission.',
  }),
  roles: optional(list(text(255), { max: MAX_HELD }), {
    sentence: 'Where that is so: the roles that have the permission, by name.',
  }),
  lifetime: required(whole(1, MAX_TOKEN_LIFETIME), { sentence: 'Seconds the access token is valid.' }),
  is_first_party: required(boolean, { sentence: 'Whether the client belongs to whoever runs the tenant.' }),
  is_built_in: required(boolean, { sentence: 'Whether the client is the dashboard, or the tool.' }),
} as const satisfies Fields;

export const SCOPES: SubjectKind = {
  about: 'scopes',
  sentence:
    'Each way in which a scope of an API is come by: a client, a grant and the scope. The door itself is asked for all of them.',
  kind: undefined,
  names: namesAt('auth0', { fields: { ...TENANT, ...WAY_FIELDS } }),
};

/** What nobody reads, or nobody is shown, no policy speaks of. */
function subjectOf(kind: Kind): SubjectKind {
  const fields = {
    ...(isOfTenant(kind) ? TENANT : {}),
    ...kind.fields,
    ...(kind.section === PEOPLE ? HELD : {}),
  };
  const names = namesAt('auth0', { fields }).filter(
    ({ field }) => field.presence !== 'secret' && field.hidden !== true,
  );
  return { about: kind.section, sentence: kind.sentence, kind, names };
}

export const SUBJECTS: ReadonlyMap<string, SubjectKind> = new Map(
  [...Object.values(KINDS).map(subjectOf), SCOPES].map((one) => [one.about, one]),
);
