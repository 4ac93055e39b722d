/**
 * What a client and an API learn by themselves: metadata (OIDC Discovery §4, RFC 8414 §3) and keys (RFC 7517). Public,
 * the same for everybody, readable from any page.
 */
import type { Handler } from '../deps.ts';
import { GRANTS } from '../grants/index.ts';
import { holdsTag } from '../http/field-lists.ts';
import { empty, jsonText } from '../http/respond.ts';
import { sha256 } from '../protocol/digest.ts';
import { discoveryDocument } from '../protocol/tenant/discovery.ts';
import { JWKS_MAX_AGE } from '../protocol/tenant/key-publication.ts';

/** GET /.well-known/openid-configuration and /.well-known/oauth-authorization-server. */
export const discovery: Handler = async ({ request, issuer, tenant: { settings } }) => {
  const document = discoveryDocument(issuer, {
    settings,
    ui_locales: settings.enabled_locales,
    grant_types: [...GRANTS.keys()],
  });
  const body = JSON.stringify(document);
  return publicDocument(request, { body, etag: `"${sha256(body)}"` });
};

/** GET /.well-known/jwks.json. */
export const jwks: Handler = async ({ request, deps, tenant, issuer }) =>
  publicDocument(request, await deps.keys.jwks(tenant.tenant_id, new URL(issuer).hostname));

/** Answers 304 to a reader that has this very document (RFC 9110 §13.1.2). */
function publicDocument(
  request: Request,
  document: { readonly body: string; readonly etag: string },
): Response {
  const { body, etag } = document;
  const headers = { etag, 'cache-control': `public, max-age=${JWKS_MAX_AGE}` };
  const known = request.headers.get('if-none-match');
  return known !== null && holdsTag(known, etag) ? empty(304, { headers }) : jsonText(body, { headers });
}
