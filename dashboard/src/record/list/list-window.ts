/**
 * Which of the pages of a long list are drawn: those near what is seen, and the one that has the focus. Between them lie gaps, as high
 * as what they stand for, so that the whole list is as long as it is and the browser scrolls it as any page.
 */

/** Rows that are asked for at once. */
export const PAGE_ROWS = 25;

/** Pixels of a row that nobody has seen yet. */
export const ROW_HEIGHT = 46;

/** How high pages are, as far as they were drawn; of one list of so many records. */
export type Heights = { readonly total: number; readonly seen: Map<number, number> };

/** Pages, from 1. */
export type Span = { readonly first: number; readonly last: number };

export type Part =
  | { readonly is: 'page'; readonly page: number }
  | { readonly is: 'gap'; readonly before: number; readonly height: number };

export function createHeights(total: number): Heights {
  return { total, seen: new Map() };
}

export function pageCount(total: number): number {
  return Math.max(1, Math.ceil(total / PAGE_ROWS));
}

export function rowsOf(page: number, total: number): number {
  return Math.max(0, Math.min(PAGE_ROWS, total - (page - 1) * PAGE_ROWS));
}

function heightOf(page: number, { total, seen }: Heights): number {
  return seen.get(page) ?? rowsOf(page, total) * ROW_HEIGHT;
}

/** Pixels of the pages from one to before another. */
export function heightBetween(from: number, to: number, heights: Heights): number {
  return Array.from({ length: to - from }, (_, place) => heightOf(from + place, heights)).reduce(
    (sum, height) => sum + height,
    0,
  );
}

/** The page that is so many pixels below the beginning of the first; the first above it, the last below the end. */
export function pageAt(y: number, heights: Heights): number {
  const last = pageCount(heights.total);
  let [page, end] = [1, heightOf(1, heights)];
  while (page < last && end <= y) {
    page += 1;
    end += heightOf(page, heights);
  }
  return page;
}

/** The pages that are drawn and the gaps around them, from top to bottom. */
export function partsOf({ first, last }: Span, held: number | undefined, heights: Heights): readonly Part[] {
  const count = pageCount(heights.total);
  const near = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const drawn = [...new Set(held === undefined ? near : [...near, held])]
    .filter((page) => page <= count)
    .sort((a, b) => a - b);
  const parts = drawn.flatMap((page, place): readonly Part[] => [
    ...gap((drawn[place - 1] ?? 0) + 1, page, heights),
    { is: 'page', page },
  ]);
  return [...parts, ...gap((drawn.at(-1) ?? 0) + 1, count + 1, heights)];
}

function gap(from: number, to: number, heights: Heights): readonly Part[] {
  return from < to ? [{ is: 'gap', before: to, height: heightBetween(from, to, heights) }] : [];
}
