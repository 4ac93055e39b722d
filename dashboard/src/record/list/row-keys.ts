/**
 * A list by keyboard: arrows go from row to row, Home and End to the first and the last; Enter opens, being a link's own.
 */
import type { KeyboardEvent } from 'react';

type Place = (at: number, last: number) => number;

const STEPS: ReadonlyMap<string, Place> = new Map<string, Place>([
  ['ArrowDown', (at, last) => Math.min(at + 1, last)],
  ['ArrowUp', (at) => Math.max(at - 1, 0)],
  ['Home', () => 0],
  ['End', (_, last) => last],
]);

export function stepThroughRows(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS.get(event.key);
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('td:first-child a')];
  const at = links.findIndex((link) => link.contains(document.activeElement));
  if (!step || at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  links[step(at, links.length - 1)]?.focus();
}
