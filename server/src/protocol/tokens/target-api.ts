/**
 * The API that a request is about: Auth0's `audience` and RFC 8707's `resource`, read in one place for the authorization endpoint
 * and the token endpoint. A token is for one API.
 */

import type { TenantSettings } from '../../resources/tenant/settings.ts';
import { type OAuthError, oauthError, refusal } from '../oauth-error.ts';
import { type Parameters, parameter, type Unusable } from '../parameters.ts';
import { userinfoAudience } from '../tenant/names.ts';
import { POLICIES } from '../tenant/policy.ts';

type Asking = { readonly settings: TenantSettings; readonly issuer: string };

/** Visible ASCII (RFC 3986 §2), as far as the shape of a resource goes. */
const ABSOLUTE_URI = /^[A-Za-z][A-Za-z0-9+.-]*:[!-"$-~]+$/;

/** What cannot be read is a request that is wrong; several resources have an error of their own (RFC 8707 §2). */
export function unusableError(unusable: Unusable): OAuthError {
  const { name, tooLong, why } = unusable;
  if (name !== 'resource' || tooLong) return oauthError('invalid_request', `${name} ${why}`);
  return oauthError('invalid_target', `resource ${why}: a token is for one API`);
}

/** RFC 8707 §2: an absolute URI without a fragment; beside Auth0's `audience` it must say the same. */
export function checkTarget(parameters: Parameters): OAuthError | undefined {
  const resource = parameter(parameters, 'resource');
  if (resource === undefined) return undefined;
  if (!ABSOLUTE_URI.test(resource))
    return refusal(
      'invalid_target',
      'resource is not an absolute URI without a fragment',
      'resource_malformed',
    );
  const audience = parameter(parameters, 'audience') ?? resource;
  return spellingsOf(resource).includes(audience)
    ? undefined
    : refusal('invalid_target', 'audience and resource differ', 'resource_differs');
}

/**
 * Identifiers to look for, the first that there is counts: what was asked, else the tenant's default. None: the token is for
 * /userinfo alone.
 */
export function targetsOf(parameters: Parameters, { settings, issuer }: Asking): readonly string[] {
  const named = namedTargets(parameters);
  const targets =
    named.length === 0 && settings.default_audience !== undefined ? [settings.default_audience] : named;
  return targets.includes(userinfoAudience(issuer)) ? [] : targets;
}

/** Identifiers that the request itself names, the likeliest first. */
export function namedTargets(parameters: Parameters): readonly string[] {
  const audience = parameter(parameters, 'audience');
  if (audience !== undefined) return [audience];
  const resource = parameter(parameters, 'resource');
  return resource === undefined ? [] : spellingsOf(resource);
}

/**
 * A resource is the address of an API, and clients write the same address with a slash at its end or without: as it is
 * spelt, then with one more or one less. An `audience` is a name, and a name is spelt in one way.
 */
function spellingsOf(resource: string): readonly string[] {
  return [resource, resource.endsWith('/') ? resource.slice(0, -1) : `${resource}/`];
}

/** The refusal of an API that does not exist, or is not rolled out here, in the words of the tenant's policy. */
export function unknownTarget(
  target: string,
  { parameters, settings }: { readonly parameters: Parameters; readonly settings: TenantSettings },
): OAuthError {
  const byResource = parameter(parameters, 'resource') === target;
  const error = byResource ? 'invalid_target' : POLICIES[settings.policy].unknown_audience;
  return { ...oauthError(error, `Service not found: ${target}`), reason: 'audience_refused' };
}

/**
 * RFC 8707 §2.2: at the token endpoint a resource is what was granted, or it is refused. `granted` is the API of the grant;
 * undefined: /userinfo alone.
 */
export function checkGrantedTarget(
  parameters: Parameters,
  { granted, issuer }: { readonly granted: string | undefined; readonly issuer: string },
): OAuthError | undefined {
  const resource = parameter(parameters, 'resource');
  const mistake = checkTarget(parameters);
  if (mistake || resource === undefined) return mistake;
  return spellingsOf(resource).includes(granted ?? userinfoAudience(issuer))
    ? undefined
    : oauthError('invalid_target', 'resource is not the API that was granted');
}
