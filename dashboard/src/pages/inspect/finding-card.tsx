/**
 * One finding: the verdict, the rule with its section, what was sent beside what is registered, and the change that would allow it.
 */
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Copyable } from '../../parts/copyable.tsx';
import { Sentence } from '../../parts/sentence.tsx';
import { INSPECT_TEXTS } from '../../text/inspect/index.ts';
import { useTexts } from '../../text/subject.ts';
import { FixDialog, useFixReason } from './fix-dialog.tsx';
import { changeOf, type Finding, type Fix } from './inspection.ts';

type Props = {
  readonly finding: Finding;
  /** Whether the application hears of it, and not a page of the server alone. */
  readonly isTold: boolean;
  readonly onChanged: () => void;
};

export function FindingCard({ finding, isTold, onChanged }: Props) {
  const text = useTexts(INSPECT_TEXTS);
  const { code, where, verdict = 'wrong', sentence, section, remedy, refused, fix } = finding;
  return (
    <article className="finding" data-verdict={verdict} aria-labelledby={`${code}-${where}`}>
      <h3 id={`${code}-${where}`}>
        <span className="verdict">{text.verdicts[verdict]}</span> <code>{where}</code>{' '}
        {sentence !== undefined && <Sentence text={sentence} />}
      </h3>
      <Comparison finding={finding} />
      <dl className="facts">
        {remedy !== undefined && (
          <div>
            <dt>{text.remedy}</dt>
            <dd>
              <Sentence text={remedy} />
            </dd>
          </div>
        )}
        {isTold && refused?.error !== undefined && (
          <div>
            <dt>{text.told}</dt>
            <dd>
              <code>{refused.error}</code>{' '}
              {refused.error_description !== undefined && <Sentence text={refused.error_description} />}
            </dd>
          </div>
        )}
        {section !== undefined && (
          <div>
            <dt>{text.section}</dt>
            <dd>
              {section} · <code>{code}</code>
            </dd>
          </div>
        )}
      </dl>
      {fix && <FixTools fix={fix} weight="primary" onChanged={onChanged} />}
    </article>
  );
}

function Comparison({ finding }: Pick<Props, 'finding'>) {
  const text = useTexts(INSPECT_TEXTS);
  const { sent, registered, difference } = finding;
  if (sent === undefined && registered === undefined) return null;
  return (
    <dl className="sent">
      {sent !== undefined && (
        <div>
          <dt>{text.sent}</dt>
          <dd>
            <Marked text={sent} from={difference?.character} />
          </dd>
        </div>
      )}
      {registered !== undefined && (
        <div>
          <dt>{text.registered}</dt>
          <dd>
            {registered.length === 0 && <em>{text.nothing}</em>}
            {registered.map((one) => (
              <code key={one}>{one}</code>
            ))}
          </dd>
        </div>
      )}
      {difference?.what !== undefined && (
        <div>
          <dt className="away">{text.sent}</dt>
          <dd className="hint">{text.difference(difference.what, difference.character ?? 0)}</dd>
        </div>
      )}
    </dl>
  );
}

/** With a mark from the character on, from 1 in code points, at which it differs. */
function Marked({ text, from }: { readonly text: string; readonly from: number | undefined }) {
  const characters = [...text];
  if (from === undefined || from > characters.length) return <code>{text}</code>;
  return (
    <code>
      {characters.slice(0, from - 1).join('')}
      <mark>{characters.slice(from - 1).join('')}</mark>
    </code>
  );
}

type FixProps = {
  readonly fix: Fix;
  /** Secondary: something else is to be done first. */
  readonly weight: 'primary' | 'secondary';
  readonly onChanged: () => void;
};

/** The change that would allow it: made here, or by the operator's tool. */
export function FixTools({ fix, weight, onChanged }: FixProps) {
  const text = useTexts(INSPECT_TEXTS);
  const [isOpen, setIsOpen] = useState(false);
  const reason = useFixReason(fix);
  const change = changeOf(fix);
  const { command } = fix;
  return (
    <div className="fix">
      {change && (
        <Button weight={weight} reason={reason} onPress={() => setIsOpen(true)}>
          {buttonText(text.fixes, change.name)}
        </Button>
      )}
      {command !== undefined && (
        <details>
          <summary>{text.byCommand}</summary>
          <Copyable label={text.byCommand} value={command} isBlock />
        </details>
      )}
      {isOpen && <FixDialog {...{ fix, onChanged }} onClose={() => setIsOpen(false)} />}
    </div>
  );
}

function buttonText(fixes: Readonly<Record<string, string>>, name: string): string {
  return (Object.hasOwn(fixes, name) ? fixes[name] : undefined) ?? fixes['other'] ?? '';
}
