/**
 * The answer to a registration (RFC 7591 §3.2.1, OIDC Registration §3.2).
 */
import { type Finding, must } from './finding.ts';
import { asObject, isSecureUrl, isText } from './json.ts';
import { isJson, type Reply } from './token-response.ts';

/** A client was made, and its answer says all that is needed to use it and to delete it. */
export function checkRegistration(reply: Reply): readonly Finding[] {
  const body = asObject(reply.json);
  const { client_id, client_secret, client_secret_expires_at: expires } = body;
  const { registration_client_uri: uri, registration_access_token: token } = body;
  return [
    ...must(reply.status === 201, `registration: ${reply.status}, not 201: ${reply.text.slice(0, 200)}`),
    ...must(isJson(reply), 'registration: the answer is not application/json'),
    ...must(isText(client_id), 'registration: no client_id'),
    ...must(
      client_secret === undefined || typeof expires === 'number',
      'registration: client_secret without client_secret_expires_at (RFC 7591 §3.2.1)',
    ),
    ...must(
      (uri === undefined) === (token === undefined),
      'registration: registration_client_uri and registration_access_token go together',
    ),
    ...must(uri === undefined || isSecureUrl(uri), 'registration: registration_client_uri is not https'),
  ];
}
