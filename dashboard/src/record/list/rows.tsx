/**
 * The rows of a list, of which only those near what is seen are there; further ones are asked for as somebody scrolls, or goes there
 * by the arrow keys. What reads the page aloud is told how many there are, and which each is.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { memo, useRef } from 'react';
import { useApi } from '../../api/queries.ts';
import type { Document, View } from '../../kinds/view.ts';
import { idOf, nameOf } from '../../kinds/views.ts';
import { Button } from '../../parts/button.tsx';
import { useText } from '../../text/use-text.ts';
import { Cell } from './cell.tsx';
import { atPage, type ListSearch, listQuestion, readPage } from './list-search.ts';
import { PAGE_ROWS, ROW_HEIGHT, rowsOf } from './list-window.ts';
import { stepThroughRows } from './row-keys.ts';
import { useWindow } from './use-window.ts';

type Props = { readonly view: View; readonly search: ListSearch; readonly total: number };

export function Rows({ view, search, total }: Props) {
  const text = useText();
  const table = useRef<HTMLTableElement>(null);
  const navigate = useNavigate();
  const { q, only, order, page = 1 } = search;
  const parts = useWindow(table, {
    total,
    page,
    onPage: (shown) =>
      void navigate({
        to: '/$section',
        params: { section: view.section },
        search: atPage(search, shown),
        replace: true,
        resetScroll: false,
      }),
  });
  return (
    <table ref={table} className="list long" aria-rowcount={total + 1} onKeyDown={stepThroughRows}>
      <thead>
        <tr aria-rowindex={1}>
          {view.columns.map(({ member, isMinor }) => (
            <th key={member} scope="col" className={isMinor && 'minor'}>
              {text.columns[member]}
            </th>
          ))}
        </tr>
      </thead>
      {parts.map((part) =>
        part.is === 'page' ? (
          <PageOfRows key={part.page} {...{ view, q, only, order, total }} page={part.page} />
        ) : (
          <Gap key={`before ${part.before}`} view={view} height={part.height} />
        ),
      )}
    </table>
  );
}

/** Room for rows that are not there. */
function Gap({ view, height }: { readonly view: View; readonly height: number }) {
  return (
    <tbody aria-hidden="true" className="gap">
      <tr>
        <td colSpan={view.columns.length} style={{ blockSize: height }} />
      </tr>
    </tbody>
  );
}

type PageProps = Pick<Props, 'view' | 'total'> &
  Pick<ListSearch, 'q' | 'only' | 'order'> & { readonly page: number };

/** Drawn anew when it holds something else, and not with every letter that is typed and every step of the window. */
const PageOfRows = memo(function PageOfRows({ view, total, page, ...narrowed }: PageProps) {
  const { data, error, refetch } = useQuery({
    ...listQuestion(useApi(), view, { ...narrowed, page }),
    placeholderData: keepPreviousData,
  });
  if (error && !data) return <Missing view={view} error={error} onAgain={() => void refetch()} />;
  if (!data) return <Gap view={view} height={rowsOf(page, total) * ROW_HEIGHT} />;
  return (
    <tbody data-page={page}>
      {readPage(view, data.value).entries.map((record, place) => (
        <Row
          key={idOf(view, record)}
          {...{ view, record }}
          // From 1, after the row of the head.
          index={(page - 1) * PAGE_ROWS + place + 2}
        />
      ))}
    </tbody>
  );
});

type RowProps = { readonly view: View; readonly record: Document; readonly index: number };

const Row = memo(function Row({ view, record, index }: RowProps) {
  const id = idOf(view, record);
  return (
    <tr aria-rowindex={index}>
      {view.columns.map((column, place) => (
        <td key={column.member} className={column.isMinor && 'minor'}>
          {place === 0 ? (
            <Link to="/$section/$id" params={{ section: view.section, id }}>
              {nameOf(view, record)}
            </Link>
          ) : (
            <Cell column={column} value={record[column.member]} />
          )}
        </td>
      ))}
    </tr>
  );
});

type MissingProps = { readonly view: View; readonly error: Error; readonly onAgain: () => void };

/** A page that did not come, between others that did. */
function Missing({ view, error, onAgain }: MissingProps) {
  const { failed } = useText();
  return (
    <tbody>
      <tr>
        <td colSpan={view.columns.length} role="alert">
          <p className="error">{error.message}</p>
          <Button weight="secondary" onPress={onAgain}>
            {failed.again}
          </Button>
        </td>
      </tr>
    </tbody>
  );
}
