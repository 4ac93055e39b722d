/**
 * What stands around every page: where one can go, whose tenant it is, who is signed in.
 */
import { Outlet, useRouterState, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { showBrightness } from '../frame-search.ts';
import { Toasts } from '../parts/toasts.tsx';
import { useText } from '../text/use-text.ts';
import { PaletteProvider } from './frame/palette-place.tsx';
import { Side } from './frame/side.tsx';

export function Shell() {
  const text = useText();
  const main = useRef<HTMLElement>(null);
  // Of the page that is there, and not of the one that is asked for.
  const pathname = useRouterState({
    select: ({ resolvedLocation, location }) => (resolvedLocation ?? location).pathname,
  });
  useArrival(pathname, main);
  const { look } = useSearch({ from: '__root__' });
  // What is bright and what is dark is the stylesheet's, which asks the root element.
  useEffect(() => showBrightness(look), [look]);
  return (
    <Toasts>
      <a className="skip" href="#content">
        {text.skip}
      </a>
      <PaletteProvider>
        <div className="shell">
          <Side pathname={pathname} />
          <main id="content" ref={main} tabIndex={-1}>
            <Outlet />
          </main>
        </div>
      </PaletteProvider>
    </Toasts>
  );
}

/** Title and focus are the browser's: a page that has come is called by its heading, and read from there. */
function useArrival(pathname: string, main: React.RefObject<HTMLElement | null>): void {
  const { product } = useText();
  const before = useRef(pathname);
  useEffect(() => {
    const heading = main.current?.querySelector('h1');
    document.title = heading?.textContent ? `${heading.textContent} | ${product}` : product;
    if (before.current !== pathname) main.current?.focus();
    before.current = pathname;
  }, [pathname, main, product]);
}
