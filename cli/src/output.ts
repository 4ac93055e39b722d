/**
 * What a person reads on the terminal: tables on stdout, complaints on stderr.
 */
import type { Config } from '@tacit/server/config';
import { ownTerminal } from './terminal.ts';

/** Each line to stderr. */
export function complain(lines: readonly string[]): void {
  for (const line of lines) ownTerminal().console.error(printable(line));
}

/** Each line to stdout. */
export function say(lines: readonly string[]): void {
  for (const line of lines) ownTerminal().console.log(printable(line));
}

/** Rows as columns that line up, with a head in capitals. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  for (const line of tableLines(head, rows)) ownTerminal().console.log(line);
}

/** The same as lines, the head first. */
export function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const cells = [head.map((name) => name.toUpperCase()), ...rows.map((row) => row.map(printable))];
  const widths = head.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Data for another program. */
export function printJson(data: unknown): void {
  ownTerminal().console.log(JSON.stringify(data, undefined, 2));
}

/**
 * The configuration of the environment; undefined after every mistake in it was said. `isNew`: whoever runs it says that there
 * may be no database yet.
 */
export async function configured({ isNew = false } = {}): Promise<Config | undefined> {
  const { readConfig } = await import('@tacit/server/config');
  const config = readConfig(ownTerminal().env);
  if (config.ok) return isNew ? { ...config.value, mayBegin: true } : config.value;
  complain(config.error);
  return undefined;
}

/** A name could steer the terminal it is shown on. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');
}
