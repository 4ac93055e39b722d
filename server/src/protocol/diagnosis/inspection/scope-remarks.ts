/**
 * What becomes of each scope that is asked for (RFC 6749 §3.3, OIDC Core §11): who asks for one and does not get it hears nothing at
 * the door.
 */
import type { AuthorizationRequest } from '../../authorization/authorization-request.ts';
import { isOpenIdScope, OFFLINE_ACCESS } from '../../authorization/scope.ts';
import { nearestName } from '../../nearest-name.ts';
import { SCOPE_CLAIMS } from '../../tokens/claims.ts';
import { clientFix } from '../diagnosis.ts';
import { quotedName } from '../unknown-name.ts';
import { type Finding, remark } from './finding.ts';

/** Of a request that nothing is wrong with. */
export function remarksOfScope(request: AuthorizationRequest): readonly Finding[] {
  const asked = (request.requested_scope ?? '').split(' ').filter((scope) => scope !== '');
  const left = [...new Set(asked)].filter((scope) => !request.scope.includes(scope));
  return [
    ...left.map((scope) => remarkOfLeftOut(scope, request)),
    ...(new Set(asked).size < asked.length ? [remark('scope_repeated')] : []),
    ...withoutOpenId(request),
    ...(request.resource_server?.enforce_policies ? [remark('api_enforces_permissions')] : []),
  ];
}

function remarkOfLeftOut(scope: string, request: AuthorizationRequest): Finding {
  const { resource_server: api } = request;
  if (scope === OFFLINE_ACCESS) return remarkOfOfflineAccess(request);
  const name = quotedName(scope);
  if (scope.includes(',')) return remark('scope_comma');
  const known = [...SCOPE_CLAIMS.keys(), OFFLINE_ACCESS, ...(api?.scopes.map(({ value }) => value) ?? [])];
  const nearest = nearestName(scope, known);
  if (nearest !== undefined)
    return remark('scope_misspelt', {
      sentence: `there is no scope ${name}: did you mean ${nearest}?`,
      sent: scope,
    });
  if (!api)
    return remark('scope_without_api', {
      sent: scope,
      sentence: `the scope ${name} is of an API, and no API is named`,
    });
  const sentence = `the API ${quotedName(api.identifier)} has no scope ${name}, so it is left out of what is given`;
  return remark('scope_unknown', { sent: scope, sentence });
}

function remarkOfOfflineAccess({ response_type, client }: AuthorizationRequest): Finding {
  if (!response_type.code) return remark('offline_access_without_code');
  const { grant_types } = client;
  if (grant_types.includes('refresh_token')) return remark('offline_access_not_at_api');
  const fix = clientFix(client, { field: 'grant_types', add: 'refresh_token', beside: grant_types });
  return remark('offline_access_without_grant', { fix });
}

function withoutOpenId({ scope, response_type }: AuthorizationRequest): readonly Finding[] {
  if (scope.includes('openid')) return [];
  if (response_type.id_token) return [remark('openid_advised')];
  const isAboutUser = scope.some((one) => isOpenIdScope(one) && one !== OFFLINE_ACCESS);
  return isAboutUser ? [remark('claims_of_user_without_openid')] : [];
}
