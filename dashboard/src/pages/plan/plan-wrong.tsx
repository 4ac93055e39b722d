/**
 * All that is wrong with a file, each leading to its place in the field.
 */
import { Notice } from '../../parts/notice.tsx';
import { Sentence } from '../../parts/sentence.tsx';
import { PLAN_TEXTS } from '../../text/plan/index.ts';
import { useTexts } from '../../text/subject.ts';
import { offsetAt, type Wrong } from './plan-answer.ts';
import { FIELD_ID } from './plan-file.tsx';

type Props = { readonly wrong: readonly Wrong[]; readonly text: string };

export function Mistaken({ wrong, text }: Props) {
  const says = useTexts(PLAN_TEXTS);
  return (
    <Notice tone="alert" title={says.wrong(wrong.length)}>
      <p>{says.wrongLead}</p>
      <ol className="mistaken">
        {wrong.map(({ at, message }) => (
          <li key={`${at?.line}:${at?.column} ${message}`}>
            {at && (
              <button type="button" className="link" onClick={() => lead(offsetAt(text, at))}>
                {says.at(String(at.line), String(at.column))}
              </button>
            )}{' '}
            <Sentence text={message} />
          </li>
        ))}
      </ol>
    </Notice>
  );
}

/** The selection is the browser's: it scrolls there by itself once the field has the focus. */
function lead(offset: number): void {
  const field = document.getElementById(FIELD_ID);
  if (!(field instanceof HTMLTextAreaElement)) return;
  field.focus();
  const end = field.value.indexOf('\n', offset);
  field.setSelectionRange(offset, end < 0 ? field.value.length : end);
}
