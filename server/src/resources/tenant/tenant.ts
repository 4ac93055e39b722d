/**
 * A tenant: an issuer of its own with its own clients, APIs, users and keys (RFC 8414 §2, `issuer`).
 */
import { hostMistake, isLocalhost } from '../../protocol/host-name.ts';
import { nameMistake, ownNames } from '../../protocol/tenant/names.ts';
import { computed, given, optional, type RecordOf, required, withDefault } from '../field.ts';
import type { Kind, Rule } from '../kind.ts';
import { boolean, identifier, text, whole } from '../shape.ts';
import type { TenantSettings } from './settings.ts';

/** A name of a host (RFC 1123 §2.1): lower case, so that there is one spelling. */
function label(min_length: number) {
  const says = `lower-case letters, digits and hyphens, ${min_length} to 63 characters`;
  const shortest = min_length > 1 ? `, and have at least ${min_length} characters` : '';
  return text(63, {
    holds: (value) => value.length >= min_length && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(value),
    message: `must be lower-case letters, digits and hyphens, with no hyphen at either end${shortest}`,
    says,
  });
}

/** Of a region too, where a feature is rolled out. */
export const region = label(1);

/** What a tenant is called within its region. */
export const tenantLabel = label(3);

const MAX_LABEL = 253;

const TENANT_FIELDS = {
  tenant_id: given(identifier(64), { sentence: 'What the database knows it by.' }),
  name: required(tenantLabel, {
    sentence: 'First label of its host.',
    createOnly: true,
  }),
  region: required(region, { sentence: 'Second label of its host.', createOnly: true }),
  domain: optional(text(MAX_LABEL), {
    sentence:
      'A host of its own (no scheme, no port), beside `<name>.<region>.<base>`. The first tenant that is made where the base is `localhost` gets `localhost`, unless this is null.',
  }),
  suspended: withDefault(boolean, false, {
    sentence:
      'Every request to it is answered 503, and nothing else changes: what it has stays, for as long as it takes.',
  }),
  deleted_at: computed(whole(0, Number.MAX_SAFE_INTEGER), {
    sentence:
      'When it was deleted, in seconds since the epoch: nothing answers there, and it can be restored.',
  }),
} as const;

/** As it is served; one that does not say so is not suspended. */
export type Tenant = Omit<RecordOf<typeof TENANT_FIELDS>, 'suspended'> & {
  readonly suspended?: boolean;
  readonly settings: TenantSettings;
};

/** The name of a tenant among all regions. */
export function tenantName({ name, region }: Pick<Tenant, 'name' | 'region'>): string {
  return `${name}.${region}`;
}

const RULES: readonly Rule[] = [
  {
    code: 'invalid_host',
    judge: ({ record: { domain } }) =>
      typeof domain !== 'string' || isHostName(domain)
        ? []
        : [{ path: ['domain'], message: 'is not a host name in lower case, without scheme and port' }],
  },
  {
    code: 'local_domain',
    judge: ({ record: { domain } }, { tenant }) =>
      typeof domain === 'string' && isLocalhost(domain) && tenant?.hosts.every((host) => !isLocalhost(host))
        ? [
            {
              path: ['domain'],
              message:
                'is this machine alone, and others would be sent to their own: leave it out on a server for others',
            },
          ]
        : [],
  },
  {
    // What two tenants claim leads to neither, so one of them would be gone without a word.
    code: 'domain_taken',
    judge: ({ record: { domain } }, { otherTenants }) => {
      if (typeof domain !== 'string') return [];
      const owner = otherTenants.find((other) => other.domain === domain);
      if (owner) return [{ path: ['domain'], message: `belongs to the tenant ${owner.called}` }];
      const host = otherTenants.find(({ hosts }) => hosts.includes(domain));
      return host
        ? [{ path: ['domain'], message: `is a host of the tenant ${host.called} by its name` }]
        : [];
    },
  },
  {
    // The other way round: a host that comes with the name and is somebody's domain already.
    code: 'host_taken',
    judge: (_, { tenant, otherTenants }) => {
      const owner = otherTenants.find(({ domain }) => domain !== undefined && tenant?.hosts.includes(domain));
      if (!owner) return [];
      const message = `makes ${owner.domain} a host of the tenant, which is the domain of the tenant ${owner.called}`;
      return [{ path: ['name'], message }];
    },
  },
  {
    // The issuer comes from the domain or the name, and is a name in the tenant as well.
    code: 'name_taken',
    reads: (_, tenant) => ({ names: tenant ? ownNames(tenant.issuer) : [] }),
    judge: ({ record: { domain } }, { tenant, taken }) => {
      if (!tenant) return [];
      const kind = ownNames(tenant.issuer)
        .map(taken)
        .find((found) => found !== undefined);
      if (kind === undefined) return [];
      const message = `makes the issuer ${tenant.issuer}, which ${nameMistake('issuer', kind)}`;
      return [{ path: [domain === undefined ? 'name' : 'domain'], message }];
    },
  },
];

/** RFC 1123 §2.1, and no IP address: its last label is not a number. */
function isHostName(domain: string): boolean {
  const isName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(domain);
  return isName && hostMistake({ hostname: domain, port: '' }) === undefined;
}

export const TENANT: Kind = {
  name: 'tenant',
  section: 'tenants',
  command: 'tenants',
  sentence: 'An issuer of its own with its own clients, APIs, users and keys.',
  key: ['name', 'region'],
  fields: TENANT_FIELDS,
  rules: RULES,
  unlike: [{ fields: ['name', 'region'] }, { fields: ['domain'] }],
  columns: ['name', 'region', 'domain', 'tenant_id', 'suspended', 'deleted_at'],
  absence: 'stays',
  implied: {},
  verbs: ['list', 'show', 'create', 'set', 'delete'],
};
