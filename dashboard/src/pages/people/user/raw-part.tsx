/**
 * The record of somebody as the Management API has it.
 */
import type { Document } from '../../../kinds/view.ts';
import { Copyable } from '../../../parts/copyable.tsx';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';

export function RawPart({ record }: { readonly record: Document }) {
  const { parts } = useTexts(PEOPLE_TEXTS);
  return (
    <div className="card raw">
      <h2 className="away">{parts.raw}</h2>
      <Copyable label={parts.raw} value={JSON.stringify(record, null, 2)} isBlock />
    </div>
  );
}
