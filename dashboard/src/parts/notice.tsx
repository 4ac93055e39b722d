/**
 * Something that is said beside what it is about.
 */
import type { ReactNode } from 'react';

type Props = {
  readonly tone: 'alert' | 'notice' | 'success';
  readonly children: ReactNode;
  readonly title?: string;
};

export function Notice({ tone, title, children }: Props) {
  return (
    <div className={`box ${tone}`} role={tone === 'alert' ? 'alert' : undefined}>
      {title !== undefined && <p className="box-title">{title}</p>}
      {children}
    </div>
  );
}
