/**
 * `##NAME##` in a value stands for the environment variable NAME, as in Auth0's deploy tool, so that no secret need be in the
 * file; `##_##` stands for `##`, so that what somebody else wrote into a record is never taken for one.
 */
import type { Environment } from '../../config.ts';

const PLACEHOLDER = /##([A-Za-z_][A-Za-z0-9_]*)##/g;

const ESCAPED = '##_##';

/** A whole value that somebody meant for one. */
const NEARLY = /^##[^#]+##$/;

/** Whether a value is written as a placeholder and is none: it would be taken as it stands, be it for a password. */
export function isNearlyPlaceholder(text: string): boolean {
  return NEARLY.test(text) && text.search(PLACEHOLDER) < 0;
}

export type Filled = {
  readonly text: string;
  /** Placeholders whose variable is not set; they are left as they stand. */
  readonly missing: readonly { readonly placeholder: string; readonly name: string }[];
};

/** The text with the values of the environment, which are not looked through again. */
export function fillPlaceholders(text: string, env: Environment): Filled {
  const missing: { readonly placeholder: string; readonly name: string }[] = [];
  const filled = text.replaceAll(PLACEHOLDER, (placeholder, name: string) => {
    if (placeholder === ESCAPED) return '##';
    const value = env[name];
    if (value !== undefined) return value;
    missing.push({ placeholder, name });
    return placeholder;
  });
  return { text: filled, missing };
}

/** Data of any form as a file has it, so that reading it gives the same data whatever the environment. */
export function withoutPlaceholders(data: unknown): unknown {
  if (typeof data === 'string')
    return data.search(PLACEHOLDER) < 0 && !NEARLY.test(data) ? data : data.replaceAll('##', ESCAPED);
  if (Array.isArray(data)) return data.map(withoutPlaceholders);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, withoutPlaceholders(value)]));
}
