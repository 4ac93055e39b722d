/**
 * Where a list of records is scrolled to, and the way to the pages beside.
 */
import { Link } from '@tanstack/react-router';
import type { View } from '../../kinds/view.ts';
import { Pages } from '../../parts/pages.tsx';
import { useText } from '../../text/use-text.ts';
import { atPage, type ListSearch } from './list-search.ts';
import { PAGE_ROWS, pageCount } from './list-window.ts';

type Props = { readonly view: View; readonly search: ListSearch; readonly total: number };

export function ListPages({ view, search, total }: Props) {
  const { list } = useText();
  return (
    <Pages
      page={Math.min(search.page ?? 1, pageCount(total))}
      per={PAGE_ROWS}
      total={total}
      hint={list.keys}
      turn={(next, says) => (
        <Link
          className="button secondary"
          to="/$section"
          params={{ section: view.section }}
          search={atPage(search, next)}
        >
          {says}
        </Link>
      )}
    />
  );
}
