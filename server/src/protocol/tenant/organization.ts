/**
 * Auth0's organizations, which are not there: who asks for one is refused, for an answer without it would be read as one
 * that is confined to it.
 */
import { diagnose } from '../diagnosis/diagnosis.ts';
import { type OAuthError, refusal } from '../oauth-error.ts';
import type { Parameters } from '../parameters.ts';

const NAMES = ['organization', 'invitation'];

/** In the words that Auth0 has for a client without them. */
export function checkOrganization(parameters: Parameters): OAuthError | undefined {
  const asked = NAMES.find((name) => parameters.values.has(name));
  if (asked === undefined) return undefined;
  const why = `parameter ${asked} is not allowed for this client: there are no organizations here`;
  return refusal('invalid_request', why, diagnose('organization_unsupported', { where: asked }));
}
