/**
 * What somebody has, a row each; and what is said where they have none.
 */
import type { ReactNode } from 'react';

type EntryColumn<T> = {
  readonly title: string;
  readonly shows: (entry: T) => ReactNode;
  /** Left out where there is little room. */
  readonly isMinor?: true;
};

type Props<T> = {
  readonly label: string;
  readonly columns: readonly EntryColumn<T>[];
  readonly entries: readonly T[];
  readonly keyOf: (entry: T) => string;
  readonly none: string;
};

export function Entries<T>({ label, columns, entries, keyOf, none }: Props<T>) {
  const heading = <h2 className="away">{label}</h2>;
  if (entries.length === 0)
    return (
      <div className="card none">
        {heading}
        <p>{none}</p>
      </div>
    );
  return (
    <div className="card">
      {heading}
      <table className="list whole">
        <thead>
          <tr>
            {columns.map(({ title, isMinor }) => (
              <th key={title} scope="col" className={isMinor && 'minor'}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={keyOf(entry)}>
              {columns.map(({ title, shows, isMinor }) => (
                <td key={title} className={isMinor && 'minor'}>
                  {shows(entry)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The entries of a list, whichever way the API answers with one. */
export function entriesIn<T>(answer: readonly T[] | object, name: string): readonly T[] {
  if (Array.isArray(answer)) return answer;
  const entries: unknown = Reflect.get(answer, name);
  return Array.isArray(entries) ? entries : [];
}
