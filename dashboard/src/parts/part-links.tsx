/**
 * The way between the parts of a page, or between pages that belong together: a link each, which says itself whether it is shown.
 */
import type { ReactNode } from 'react';

type Props<Name extends string> = {
  readonly label: string;
  readonly names: readonly Name[];
  readonly link: (name: Name) => ReactNode;
};

export function PartLinks<Name extends string>({ label, names, link }: Props<Name>) {
  return (
    <nav className="part-links" aria-label={label}>
      <ul>
        {names.map((name) => (
          <li key={name}>{link(name)}</li>
        ))}
      </ul>
    </nav>
  );
}

/** For a link that knows by its address whether it is shown. */
export const CURRENT = { 'aria-current': 'page' } as const;
