/**
 * Which page of a list is shown, and the way to those beside it.
 */
import type { ReactNode } from 'react';
import { useText } from '../text/use-text.ts';

type Props = {
  /** From 1. */
  readonly page: number;
  readonly per: number;
  readonly total: number;
  /** Makes the link to a page. */
  readonly turn: (page: number, says: string) => ReactNode;
  /** By what else one gets around. */
  readonly hint?: string;
};

export function Pages({ page, per, total, turn, hint }: Props) {
  const { list } = useText();
  if (total <= per && page === 1) return null;
  const said = new Intl.NumberFormat(document.documentElement.lang);
  const [from, to] = [(page - 1) * per + 1, Math.min(page * per, total)];
  return (
    <nav className="pages" aria-label={list.pages}>
      <p role="status" title={hint}>
        {list.shown(said.format(from), said.format(to), said.format(total))}
      </p>
      {page > 1 && turn(page - 1, list.previous)}
      {to < total && turn(page + 1, list.next)}
    </nav>
  );
}
