/**
 * A text with the numbers of its lines, those marked at which something is wrong, and a way to each such place.
 */
import { useRef } from 'react';
import type { Mistake } from '../../api/problem.ts';
import { MAILS_TEXTS } from '../../text/mails/index.ts';
import { useTexts } from '../../text/subject.ts';
import { type Place, placeIn, positionOf } from './mail-template.ts';

type Props = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly mistakes: readonly Mistake[];
  readonly isReadOnly: boolean;
  readonly describedBy: string | undefined;
};

export function CodeArea({ id, label, value, onChange, mistakes, isReadOnly, describedBy }: Props) {
  const { editor } = useTexts(MAILS_TEXTS);
  const area = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLPreElement>(null);
  const messages = [...new Set(mistakes.map(({ message }) => message))];
  const wrong = new Set(messages.map((message) => placeIn(message)?.row));
  const errorId = `${id}-error`;
  const goTo = (place: Place) => {
    const position = positionOf(value, place);
    area.current?.focus();
    area.current?.setSelectionRange(position, Math.min(position + 1, value.length));
  };
  return (
    <>
      <div className="code-area">
        <pre ref={numbers} aria-hidden="true">
          {value.split('\n').map((_, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number alone.
            <span key={line} data-wrong={wrong.has(line + 1) || undefined}>
              {line + 1}
            </span>
          ))}
        </pre>
        <textarea
          ref={area}
          id={id}
          className="code"
          rows={16}
          wrap="off"
          spellCheck={false}
          aria-label={label}
          aria-describedby={[messages.length > 0 ? errorId : undefined, describedBy]
            .filter(Boolean)
            .join(' ')}
          aria-invalid={messages.length > 0 || undefined}
          value={value}
          readOnly={isReadOnly}
          onChange={({ target }) => onChange(target.value)}
          onScroll={({ currentTarget }) => {
            if (numbers.current) numbers.current.scrollTop = currentTarget.scrollTop;
          }}
        />
      </div>
      {messages.length > 0 && (
        <ul className="error places" id={errorId}>
          {messages.map((message) => {
            const place = placeIn(message);
            return (
              <li key={message}>
                {place === undefined ? (
                  message
                ) : (
                  <button
                    type="button"
                    onClick={() => goTo(place)}
                    aria-label={editor.goTo(withoutNames(message))}
                  >
                    {withoutNames(message)}
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}

/** What can be filled in is listed below the form. */
function withoutNames(message: string): string {
  return message.replace(/; there are .*$/s, '');
}
