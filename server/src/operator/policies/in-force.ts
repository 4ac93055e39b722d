/**
 * Of a record, what counts where it says nothing, or where something else decides: a policy is about what happens.
 */
import { RESPONSE_TYPES } from '../../protocol/authorization/response-type.ts';
import { POLICIES } from '../../protocol/tenant/policy.ts';
import { isRotating } from '../../protocol/tokens/refresh-token.ts';
import { isClient } from '../../resources/client/client.ts';
import type { KindName, Values } from '../../resources/kind.ts';
import type { Tenant } from '../../resources/tenant/tenant.ts';
import { mayAskFor } from '../ready-links.ts';

/** `settings` as they count already. */
type InForce = (record: Values, settings: Tenant['settings']) => Values;

const IN_FORCE: { readonly [kind in KindName]?: InForce } = {
  settings: (_, settings) => ({
    ...settings,
    forbid_token_response_type:
      settings.forbid_token_response_type || !POLICIES[settings.policy].token_response_type,
  }),
  client: (record, { second_factor }) =>
    isClient(record)
      ? {
          refresh_token_rotation_type: isRotating(record) ? 'rotating' : 'non-rotating',
          response_types: [...RESPONSE_TYPES.keys()].filter((name) => mayAskFor(name, record)),
          ...{ second_factor, subject_type: 'public', ...record },
        }
      : {},
  resource_server: ({ token_dialect }, { policy }) => ({
    token_dialect: token_dialect ?? POLICIES[policy].token_dialect,
  }),
};

/** The record as it counts. */
export function inForce(kind: KindName, record: Values, { settings }: Pick<Tenant, 'settings'>): Values {
  return { ...record, ...IN_FORCE[kind]?.(record, settings) };
}
