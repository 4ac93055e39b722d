/**
 * The host of the tenant that is its own. Setting one is the operator's: a certificate and the way to the server belong to it.
 */
import type { Exchange } from '../../../deps.ts';
import { err, ok } from '../../../protocol/result.ts';
import type { Values } from '../../../resources/kind.ts';
import { withoutInert } from '../../inert.ts';
import { type Operation, operation } from '../../operation.ts';
import { inexistent, invalid } from '../../problem.ts';
import { idOf } from '../../record-ids.ts';

const PREFIX = 'cd_';

const INERT = { tls_policy: 'recommended', custom_client_ip_header: '', domain_metadata: {} } as const;

function domainsOf({ tenant: { domain } }: Exchange): readonly Values[] {
  if (domain === undefined) return [];
  const custom_domain_id = idOf(PREFIX, [domain]);
  const state = { primary: true, is_default: true, status: 'ready', type: 'self_managed_certs' };
  return [{ custom_domain_id, domain, ...state, origin_domain_name: domain, ...INERT }];
}

const text = { type: 'string' } as const;

const DOMAIN = {
  type: 'object',
  properties: {
    ...{ custom_domain_id: text, domain: text, primary: { const: true }, is_default: { const: true } },
    ...{ status: { const: 'ready' }, type: { const: 'self_managed_certs' }, origin_domain_name: text },
    ...{ tls_policy: text, custom_client_ip_header: text, domain_metadata: { type: 'object' } },
  },
} as const;

export const CUSTOM_DOMAIN_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'custom_domains_list', method: 'GET', path: '/custom-domains', scopes: ['read:custom_domains'] },
    sentence: 'Lists the host of the tenant that is its own, where it has one.',
    answers: { 200: { type: 'array', items: DOMAIN } },
    handle: async ({ exchange }) => ok({ status: 200, body: domainsOf(exchange) }),
  }),
  operation({
    ...{ id: 'custom_domains_show', method: 'GET', path: '/custom-domains/{id}' },
    sentence: 'Shows the host of the tenant that is its own.',
    scopes: ['read:custom_domains'],
    answers: { 200: DOMAIN },
    async handle({ exchange, path }) {
      const found = domainsOf(exchange).find(({ custom_domain_id }) => custom_domain_id === path['id']);
      return found ? ok({ status: 200, body: found }) : err(inexistent('custom_domain'));
    },
  }),
  {
    ...{ id: 'custom_domains_update', method: 'PATCH', path: '/custom-domains/{id}', query: {} },
    sentence:
      'Takes what is so already; a host is changed by the operator, with `tacit tenants set --domain`.',
    scopes: ['update:custom_domains'],
    body: { reads: 'object', schema: DOMAIN },
    answers: { 200: DOMAIN },
    async handle({ exchange, path, body }) {
      const found = domainsOf(exchange).find(({ custom_domain_id }) => custom_domain_id === path['id']);
      if (!found) return err(inexistent('custom_domain'));
      const { kept, mistakes } = withoutInert(body, found);
      const unknown = Object.keys(kept).map((name) => ({
        code: 'unknown_field',
        path: [name],
        message: `unknown field ${name}`,
      }));
      const all = [...mistakes, ...unknown];
      return all.length > 0 ? err(invalid('body', all)) : ok({ status: 200, body: found });
    },
  },
];
