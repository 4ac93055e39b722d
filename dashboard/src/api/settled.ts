/**
 * What somebody types, once they have stopped for a moment: as a text, which is the same when it says the same, or nothing.
 */
import { useEffect, useState } from 'react';

/** Milliseconds without a letter. */
export const PAUSE_MS = 250;

export function useSettled<Typed extends string | undefined>(text: Typed): Typed {
  const [settled, setSettled] = useState(text);
  // The timer is the browser's.
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
