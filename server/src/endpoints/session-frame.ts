/**
 * check_session_iframe (OIDC Session Management §3.2). Any page may frame it: it tells no more than whether something changed.
 */
import type { Handler } from '../deps.ts';
import { page } from '../http/respond.ts';
import { contentSecurityPolicy } from '../http/security-headers.ts';
import { sessionFrame } from '../pages/session-frame.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { POLICIES } from '../protocol/tenant/policy.ts';
import { refuse } from '../walk/reply.ts';
import { stateCookieName } from '../walk/session.ts';

/** GET /oidc/session. */
export const checkSession: Handler = async (exchange) => {
  const { tenant, secure, deps } = exchange;
  if (!POLICIES[tenant.settings.policy].session_state) {
    return refuse(oauthError('invalid_request', 'this tenant has no session management'), exchange, {
      kind: 'off',
      status: 404,
    });
  }
  const nonce = deps.random(16);
  const csp = contentSecurityPolicy({ styles: undefined, scriptNonce: nonce });
  return page(sessionFrame({ cookie: stateCookieName(secure), nonce }), { status: 200, csp });
};
