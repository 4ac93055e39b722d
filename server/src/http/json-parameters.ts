/**
 * The parameters of a request as a JSON object, which is how Auth0's SDKs send what RFC 6749 sends as a form.
 */
import { MAX_PARAMETERS, type Parameters } from '../protocol/parameters.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { parseJsonObject } from './json-value.ts';

/** Reads an object whose members are text; one without a value counts as omitted (RFC 6749 §3.2). */
export function parseJsonParameters(text: string): Result<Parameters, string> {
  const parsed = parseJsonObject(text);
  if (!parsed) return err('the body is not a JSON object');
  const members = Object.entries(parsed);
  if (members.length > MAX_PARAMETERS) return err(`more than ${MAX_PARAMETERS} parameters`);
  const values = new Map<string, string>();
  for (const [name, value] of members) {
    if (value === null || value === '') continue;
    if (typeof value !== 'string') return err(`${name} is not text`);
    values.set(name, value);
  }
  return ok({ values, repeated: new Set(), malformed: new Set() });
}
