/**
 * The host of the tenant that is its own. Setting one is the operator's: a certificate and the way to the server belong to it.
 */
import type { Exchange } from '../../../deps.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { optional, type RecordOf } from '../../../resources/field.ts';
import type { Values } from '../../../resources/kind.ts';
import { oneOf, text as shapeOfText, unknownField } from '../../../resources/shape.ts';
import { withoutInert } from '../../inert.ts';
import { type Answer, type Asked, type Operation, operation } from '../../operation.ts';
import { CHECKPOINT_FIELDS, listSchema } from '../../paging.ts';
import { inexistent, invalid, type Problem } from '../../problem.ts';
import { PROJECTION_FIELDS, project } from '../../projection.ts';
import { idOf } from '../../record-ids.ts';

const PREFIX = 'cd_';

const INERT = { tls_policy: 'recommended', custom_client_ip_header: null, domain_metadata: {} } as const;

function domainsOf({ tenant: { domain } }: Exchange): readonly Values[] {
  if (domain === undefined) return [];
  const custom_domain_id = idOf(PREFIX, [domain]);
  const state = { primary: true, is_default: true, status: 'ready', type: 'self_managed_certs' };
  return [{ custom_domain_id, domain, ...state, origin_domain_name: domain, ...INERT }];
}

const text = { type: 'string' } as const;

/** As much of Auth0's search as there is one thing to find by. */
const wildcard = shapeOfText(300, {
  holds: (value) => /^domain:[^*\s]*\*?$/.test(value),
  message: 'must be domain: and a host, or its beginning and *',
  says: '`domain:` and a host, or its beginning and `*`',
});

const DOMAIN = {
  type: 'object',
  properties: {
    ...{ custom_domain_id: text, domain: text, primary: { const: true }, is_default: { const: true } },
    ...{ status: { const: 'ready' }, type: { const: 'self_managed_certs' }, origin_domain_name: text },
    ...{ tls_policy: text, custom_client_ip_header: { type: 'null' }, domain_metadata: { type: 'object' } },
  },
} as const;

/** The one at an address; the default one is the only one. */
function domainAt({ exchange, path }: Pick<Asked, 'exchange' | 'path'>): Values | undefined {
  const asked = path['id'] ?? 'default';
  return domainsOf(exchange).find(({ custom_domain_id: id }) => asked === 'default' || asked === id);
}

async function show(asked: Pick<Asked, 'exchange' | 'path'>): Promise<Result<Answer, Problem>> {
  const found = domainAt(asked);
  return found ? ok({ status: 200, body: found }) : err(inexistent('custom_domain'));
}

/** Takes what is so already. */
async function update(asked: Asked): Promise<Result<Answer, Problem>> {
  const found = domainAt(asked);
  if (!found) return err(inexistent('custom_domain'));
  const { kept, mistakes } = withoutInert(asked.body, found);
  const unknown = Object.keys(kept).map((name) => ({
    code: 'unknown_field',
    path: [name],
    message: unknownField(name, Object.keys(found)),
  }));
  const all = [...mistakes, ...unknown];
  return all.length > 0 ? err(invalid('body', all)) : ok({ status: 200, body: found });
}

const LIST_FIELDS = {
  ...CHECKPOINT_FIELDS,
  ...PROJECTION_FIELDS,
  q: optional(wildcard, { sentence: 'Those of this host: `domain:login.*`.' }),
  sort: optional(oneOf(['domain:1']), { sentence: 'By host: there is one at most.' }),
} as const;

/** By checkpoint it is a page, of which there is no other. */
async function list({
  exchange,
  query,
}: Asked<RecordOf<typeof LIST_FIELDS>>): Promise<Result<Answer, Problem>> {
  const { from, take, q = 'domain:*' } = query;
  if (from !== undefined)
    return err(
      invalid('query', [
        { code: 'wrong_cursor', path: ['from'], message: 'is of no list that was answered' },
      ]),
    );
  const [start = '', ...rest] = q.slice('domain:'.length).split('*');
  const all = domainsOf(exchange)
    .filter(({ domain }) => (rest.length > 0 ? String(domain).startsWith(start) : domain === start))
    .map((one) => project(one, query));
  return ok({ status: 200, body: take === undefined ? all : { custom_domains: all } });
}

function operationsAt(path: string, id: string): readonly Operation[] {
  return [
    operation({
      ...{ id: `${id}_show`, method: 'GET', path, scopes: ['read:custom_domains'] },
      sentence: 'Shows the host of the tenant that is its own.',
      answers: { 200: DOMAIN },
      handle: show,
    }),
    {
      ...{ id: `${id}_update`, method: 'PATCH', path, query: {}, scopes: ['update:custom_domains'] },
      sentence:
        'Takes what is so already; a host is changed by the operator, with `tacit tenants set --domain`.',
      body: { reads: 'object', schema: DOMAIN },
      answers: { 200: DOMAIN },
      handle: update,
    },
  ];
}

export const CUSTOM_DOMAIN_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'custom_domains_list', method: 'GET', path: '/custom-domains', scopes: ['read:custom_domains'] },
    sentence: 'Lists the host of the tenant that is its own, where it has one.',
    query: LIST_FIELDS,
    answers: { 200: listSchema('custom_domains', DOMAIN, { checkpoint: true }) },
    handle: list,
  }),
  ...operationsAt('/custom-domains/{id}', 'custom_domains'),
  ...operationsAt('/custom-domains/default', 'default_custom_domain'),
];
