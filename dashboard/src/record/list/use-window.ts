/**
 * What the browser shows of a long list: which pages are to be drawn, and which one the address is to name. Scrolling is the
 * browser's; an address that names a page scrolls there.
 */
import { useRouter } from '@tanstack/react-router';
import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import {
  createHeights,
  type Heights,
  heightBetween,
  type Part,
  pageAt,
  pageCount,
  partsOf,
} from './list-window.ts';

type Wanted = {
  readonly total: number;
  /** That the address names. */
  readonly page: number;
  /** Somebody has scrolled to another one. */
  readonly onPage: (page: number) => void;
};

/** Milliseconds without scrolling after which somebody has come to where they wanted. */
const PAUSE_MS = 150;

/** Pixels by which what is shown may differ from what was asked for. */
const EDGE = 4;

export function useWindow(
  table: RefObject<HTMLTableElement | null>,
  { total, page, onPage }: Wanted,
): readonly Part[] {
  const router = useRouter();
  const heights = useMemo(() => createHeights(total), [total]);
  const [{ first, last, held }, setDrawn] = useState<Drawn>({ first: page, last: page, held: undefined });
  // Where an address has scrolled to: who is there has not scrolled.
  const placed = useRef<number | undefined>(undefined);
  const look = useEffectEvent(() => {
    if (!table.current) return;
    measure(table.current, heights);
    const next = drawnIn(table.current, heights);
    setDrawn((before) => (isSame(before, next) ? before : next));
  });
  const settle = useEffectEvent(() => {
    const isLeaving = router.state.isLoading;
    if (!table.current || scrollY === placed.current || isLeaving) return;
    placed.current = undefined;
    const shown = pageIn(table.current, heights);
    if (shown !== page) onPage(shown);
  });
  const place = useEffectEvent(() => {
    if (!table.current || pageIn(table.current, heights) === page) return;
    scrollTo({ top: page === 1 ? 0 : topOf(page, table.current, heights), behavior: 'instant' });
    placed.current = scrollY;
  });
  // What was drawn is measured. The router goes to the top when it has drawn a page of the dashboard, and after it goes this.
  useLayoutEffect(() => look());
  // biome-ignore lint/correctness/useExhaustiveDependencies: an address that names another page is what it is for.
  useLayoutEffect(() => {
    place();
    return router.subscribe('onRendered', () => place());
  }, [router, page]);
  useEffect(
    () =>
      listenToWindow(
        () => look(),
        () => settle(),
      ),
    [],
  );
  return partsOf({ first, last }, held, heights);
}

function listenToWindow(onMoved: () => void, onSettled: () => void): () => void {
  const pause: { timer?: ReturnType<typeof setTimeout> } = {};
  const onScroll = () => {
    onMoved();
    clearTimeout(pause.timer);
    pause.timer = setTimeout(onSettled, PAUSE_MS);
  };
  window.addEventListener('scroll', onScroll, { passive: true });
  window.addEventListener('resize', onMoved);
  return () => {
    clearTimeout(pause.timer);
    window.removeEventListener('scroll', onScroll);
    window.removeEventListener('resize', onMoved);
  };
}

type Drawn = { readonly first: number; readonly last: number; readonly held: number | undefined };

function isSame(a: Drawn, b: Drawn): boolean {
  return a.first === b.first && a.last === b.last && a.held === b.held;
}

function measure({ tBodies }: HTMLTableElement, { seen }: Heights): void {
  for (const body of tBodies) {
    const { page } = body.dataset;
    if (page !== undefined) seen.set(Number(page), body.offsetHeight);
  }
}

/** Half a window more than is seen on either side, and the page that holds the focus. */
function drawnIn(table: HTMLTableElement, heights: Heights): Drawn {
  const seen = -rowsTop(table);
  const held = document.activeElement?.closest<HTMLElement>('tbody[data-page]');
  return {
    first: pageAt(seen - innerHeight / 2, heights),
    last: pageAt(seen + innerHeight * 1.5, heights),
    held: held && table.contains(held) ? Number(held.dataset['page']) : undefined,
  };
}

/** The page that begins the rows that are seen; at the end of the window it is the last. */
function pageIn(table: HTMLTableElement, heights: Heights): number {
  const isEnd = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - EDGE;
  return isEnd ? pageCount(heights.total) : pageAt(headHeight(table) + EDGE - rowsTop(table), heights);
}

function topOf(page: number, table: HTMLTableElement, heights: Heights): number {
  return scrollY + rowsTop(table) - headHeight(table) + heightBetween(1, page, heights);
}

/** Where the first row is, or would be, below the upper edge of the window. */
function rowsTop({ tBodies }: HTMLTableElement): number {
  return tBodies[0]?.getBoundingClientRect().top ?? 0;
}

/** The head stays at the upper edge. */
function headHeight({ tHead }: HTMLTableElement): number {
  return tHead?.offsetHeight ?? 0;
}
