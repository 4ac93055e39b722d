/**
 * State of a form that outlives a sign-in.
 */
import { useEffect, useState } from 'react';
import { useApi } from './queries.ts';

type Kept<T> = {
  readonly value: T;
  readonly set: (value: T) => void;
  /** It was typed before somebody signed in again. */
  readonly isBack: boolean;
};

/** Only what JSON can say of it comes back; `place` is the form's alone, and what has none is kept nowhere. */
export function useKept<T>(
  place: string | undefined,
  initial: T,
  isKept: (value: unknown) => value is T,
): Kept<T> {
  const { drafts } = useApi().session;
  const [{ value, isBack }, setKept] = useState(() => {
    const found = place === undefined ? undefined : drafts.get(place);
    return isKept(found) ? { value: found, isBack: true } : { value: initial, isBack: false };
  });
  // They are kept beside React, for the moment in which the page goes.
  useEffect(() => {
    if (place === undefined) return undefined;
    drafts.keep(place, value);
    return () => drafts.drop(place);
  }, [drafts, place, value]);
  return { value, set: (next) => setKept({ value: next, isBack: false }), isBack };
}
