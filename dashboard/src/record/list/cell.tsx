/**
 * A value in a list: a row a way of showing it.
 */
import type { ReactNode } from 'react';
import type { Column } from '../../kinds/view.ts';
import { momentOf, Time } from '../../parts/time.tsx';
import type { Text } from '../../text/text.ts';
import { useText } from '../../text/use-text.ts';

type Show = (value: unknown, text: Text) => ReactNode;

const words: Show = (value) => (value === undefined ? '' : <bdi>{String(value)}</bdi>);

const SHOWS: Readonly<Record<Column['shows'], Show>> = {
  words,
  name: words,
  code: (value) => (value === undefined ? '' : <code>{String(value)}</code>),
  word: (value, { values }) => (isWord(values, value) ? values[value] : String(value ?? '')),
  first: (value, { values }) => {
    const [first, ...others] = Array.isArray(value) ? value : [];
    if (first === undefined) return <em>{values.none}</em>;
    return (
      <>
        <code>{String(first)}</code> {others.length > 0 && values.more(others.length)}
      </>
    );
  },
  count: (value) => (Array.isArray(value) ? value.length : 0),
  time: (value, { values }) => {
    if (typeof value !== 'string') return <em>{values.never}</em>;
    return <Time at={value} />;
  },
  moment: (value) => <Time at={momentOf(value)} />,
  yes: (value, { values }) => (value === true ? <span className="tag alert">{values.yes}</span> : values.no),
  english: (value) => <bdi lang="en">{String(value ?? '')}</bdi>,
};

function isWord(values: Text['values'], value: unknown): value is Exclude<keyof Text['values'], 'more'> {
  return typeof value === 'string' && value !== 'more' && Object.hasOwn(values, value);
}

export function Cell({ column, value }: { readonly column: Column; readonly value: unknown }) {
  return SHOWS[column.shows](value, useText());
}
