/**
 * What was refused, beside what it was refused for.
 */
import { Notice } from './notice.tsx';

export function Failed({ says }: { readonly says: string | undefined }) {
  if (says === undefined) return null;
  return (
    <Notice tone="alert">
      <p>{says}</p>
    </Notice>
  );
}
