/**
 * Where the command palette opens: by its key from anywhere, by its button. It is loaded when it is first wanted.
 */
import { createContext, lazy, type ReactNode, Suspense, use, useEffect, useState } from 'react';

const Palette = lazy(() => import('./palette.tsx').then((module) => ({ default: module.Palette })));

const PaletteContext = createContext<() => void>(() => undefined);

export function PaletteProvider({ children }: { readonly children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  // The key is the window's.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      setIsOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <PaletteContext value={() => setIsOpen(true)}>
      {children}
      {isOpen && (
        <Suspense>
          <Palette onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </PaletteContext>
  );
}

/** Opens it. */
export function usePalette(): () => void {
  return use(PaletteContext);
}
