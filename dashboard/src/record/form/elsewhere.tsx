/**
 * What is wrong at no field of a form, and why all of it failed.
 */
import type { Mistake } from '../../api/problem.ts';
import { Notice } from '../../parts/notice.tsx';
import { Sentence } from '../../parts/sentence.tsx';

type Props = { readonly mistakes: readonly Mistake[]; readonly failure: string | undefined };

export function Elsewhere({ mistakes, failure }: Props) {
  if (mistakes.length === 0 && failure === undefined) return null;
  return (
    <Notice tone="alert">
      {mistakes.map(({ path, message }) => (
        <p key={`${path.join('.')} ${message}`}>
          {path.length > 0 && <code>{path.join('.')}</code>} <Sentence text={message} />
        </p>
      ))}
      {failure !== undefined && <p>{failure}</p>}
    </Notice>
  );
}
