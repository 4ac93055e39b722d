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

function parseJson(text: string): unknown {
  try {
    return isSoundJson(text) ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
