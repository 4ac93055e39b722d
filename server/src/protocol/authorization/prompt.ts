/**
 * The `prompt` parameter (OIDC Core §3.1.2.1; Initiating User Registration 1.0 §4.1).
 */
import { err, ok, type Result } from '../result.ts';

export type Prompt = 'none' | 'login' | 'consent' | 'select_account' | 'create';

export const PROMPTS: readonly Prompt[] = ['none', 'login', 'consent', 'select_account', 'create'];

/** The set of prompts asked for; `none` beside anything else contradicts itself. */
export function parsePrompt(prompt: string | undefined): Result<ReadonlySet<Prompt>, string> {
  if (prompt === undefined) return ok(new Set());
  const asked = prompt.split(' ');
  const known = PROMPTS.filter((value) => asked.includes(value));
  if (!asked.every((value) => known.some((row) => row === value))) return err('prompt has an unknown value');
  if (known.includes('none') && asked.length > 1)
    return err('prompt=none cannot be combined with another value');
  return ok(new Set(known));
}
