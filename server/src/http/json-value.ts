/**
 * JSON from outside, where one kind of value is expected; undefined for anything else, and for what no text holds.
 */
import { isSoundJson } from '../protocol/octets.ts';

/** An object. */
export function parseJsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = parseJson(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

/** A list. */
export function parseJsonList(text: string): readonly unknown[] | undefined {
  const value = parseJson(text);
  return Array.isArray(value) ? value : undefined;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{}:]/gs;

/** The members of an object that it has more than once, where `JSON.parse` keeps the last and says nothing (RFC 8259 §4). */
export function repeatedMembers(object: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  let depth = 0;
  let before = '';
  for (const [token] of object.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    if (token === ':' && depth === 1) {
      const name: string = JSON.parse(before);
      if (seen.has(name)) repeated.add(name);
      seen.add(name);
    }
    before = token;
  }
  return repeated;
}

function parseJson(text: string): unknown {
  try {
    return isSoundJson(text) ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
