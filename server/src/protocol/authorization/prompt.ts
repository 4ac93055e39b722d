/**
 * The `prompt` parameter (OIDC Core §3.1.2.1; Initiating User Registration 1.0 §4.1).
 */
import type { DiagnosisCode } from '../diagnosis/diagnoses.ts';
import { err, ok, type Result } from '../result.ts';

export type Prompt = 'none' | 'login' | 'consent' | 'select_account' | 'create';

export const PROMPTS: readonly Prompt[] = ['none', 'login', 'consent', 'select_account', 'create'];

/** What is wrong with it, as it is said and as it is known. */
type Mistake = { readonly why: string; readonly code: DiagnosisCode };

/** The set of prompts asked for; `none` beside anything else contradicts itself. */
export function parsePrompt(prompt: string | undefined): Result<ReadonlySet<Prompt>, Mistake> {
  if (prompt === undefined) return ok(new Set());
  const asked = prompt.split(' ');
  const known = PROMPTS.filter((value) => asked.includes(value));
  if (!asked.every((value) => known.some((row) => row === value)))
    return err({ why: 'prompt has an unknown value', code: 'prompt_unknown' });
  if (known.includes('none') && asked.length > 1)
    return err({ why: 'prompt=none cannot be combined with another value', code: 'prompt_none_combined' });
  return ok(new Set(known));
}
