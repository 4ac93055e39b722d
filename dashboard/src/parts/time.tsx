/**
 * A point in time, in the reader's language and place.
 */
import { useLanguage } from '../text/subject.ts';

/** Undefined: there was none. */
export function Time({ at }: { readonly at: string | undefined }) {
  const language = useLanguage();
  if (at === undefined) return null;
  return (
    <time dateTime={at} title={at}>
      {timeText(at, language)}
    </time>
  );
}

/** Seconds since the epoch, as some members have a moment. */
export function momentOf(seconds: unknown): string | undefined {
  return typeof seconds === 'number' ? new Date(seconds * 1_000).toISOString() : undefined;
}

export function timeText(at: string, language = document.documentElement.lang): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
}
