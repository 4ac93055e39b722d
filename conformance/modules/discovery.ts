/**
 * The discovery document as each plan wants it.
 */
import { checkDiscoveryDocument, checkEndpoints, checkLogoutMembers } from '../checks/discovery.ts';
import { type Finding, must } from '../checks/finding.ts';
import { isSecureUrl, type JsonObject } from '../checks/json.ts';
import { isJson } from '../checks/token-response.ts';
import { ask } from '../relying-party/http.ts';
import type { Module, Test, Variant } from '../runner/module.ts';

/** A plan that the issuer does not claim is no failure; one it claims is judged whole. */
export function unlessOffered(member: string): (test: Test) => string | undefined {
  return ({ issuer }) => {
    const value = issuer.document[member];
    return value === undefined || value === false ? `discovery has no ${member}` : undefined;
  };
}

/** A module that reads the document over HTTP and checks it. */
function discoveryModule(
  name: string,
  check: (document: JsonObject, variant: Variant) => readonly Finding[],
): Module {
  return {
    name,
    run: async ({ issuer, variant, report }) => {
      const reply = await ask(`${issuer.url.replace(/\/$/, '')}/.well-known/openid-configuration`);
      report([
        ...must(reply.status === 200, `discovery: ${reply.status}, not 200`),
        ...must(isJson(reply), 'discovery: not application/json'),
        ...check(issuer.document, variant),
      ]);
    },
  };
}

export const DISCOVERY_MODULES: readonly Module[] = [
  discoveryModule('oidcc-discovery-endpoint-verification', checkDiscoveryDocument),
  discoveryModule('oidcc-rp-initiated-logout-discovery-endpoint-verification', (document) => [
    ...checkEndpoints(document),
    ...checkLogoutMembers(document, []),
  ]),
  {
    ...discoveryModule('oidcc-session-management-discovery-endpoint-verification', (document) => [
      ...must(isSecureUrl(document['check_session_iframe']), 'check_session_iframe is not an https URL'),
      ...checkLogoutMembers(document, []),
    ]),
    skipWhen: unlessOffered('check_session_iframe'),
  },
  {
    ...discoveryModule('oidcc-frontchannel-logout-discovery-endpoint-verification', (document) =>
      checkLogoutMembers(document, [
        'frontchannel_logout_supported',
        'frontchannel_logout_session_supported',
      ]),
    ),
    skipWhen: unlessOffered('frontchannel_logout_supported'),
  },
  {
    ...discoveryModule('oidcc-backchannel-logout-discovery-endpoint-verification', (document) =>
      checkLogoutMembers(document, ['backchannel_logout_supported', 'backchannel_logout_session_supported']),
    ),
    skipWhen: unlessOffered('backchannel_logout_supported'),
  },
];
