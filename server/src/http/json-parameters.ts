/**
 * The parameters of a request as a JSON object, which is how Auth0's SDKs send what RFC 6749 sends as a form.
 */
import { MAX_PARAMETERS, type Parameters } from '../protocol/parameters.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { parseJsonObject, repeatedMembers } from './json-value.ts';

/**
 * Reads an object. A member without a value counts as omitted, and one that is no text, or there twice, is wrong only where somebody
 * asks for it: what nobody knows is ignored whatever it is (RFC 6749 §3.2).
 */
export function parseJsonParameters(text: string): Result<Parameters, string> {
  const parsed = parseJsonObject(text);
  if (!parsed) return err('the body is not a JSON object');
  const members = Object.entries(parsed);
  if (members.length > MAX_PARAMETERS) return err(`more than ${MAX_PARAMETERS} parameters`);
  const values = new Map<string, string>();
  const malformed = new Map<string, string>();
  for (const [name, value] of members) {
    if (value === null || value === '') continue;
    if (typeof value === 'string') values.set(name, value);
    else malformed.set(name, 'is not a string');
  }
  return ok({ values, repeated: repeatedMembers(text), malformed });
}
