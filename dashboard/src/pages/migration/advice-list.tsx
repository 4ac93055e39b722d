/**
 * What is to be done before an application can do without the implicit grant, each with the change that does it where a setting would.
 */
import { useId } from 'react';
import { Scopes } from '../../parts/scopes.tsx';
import { MIGRATION_TEXTS } from '../../text/migration/index.ts';
import { useTexts } from '../../text/subject.ts';
import { FixTools } from '../inspect/finding-card.tsx';
import { type Advice, isReady } from './advice.ts';

type Finding = Advice['findings'][number];

type Props = { readonly advice: Advice; readonly onChanged: () => void };

/** As the inspector paints its verdicts. */
const TONES = { before: 'wrong', change: 'risky', note: 'ignored' } as const;

export function AdviceList({ advice, onChanged }: Props) {
  const { todo } = useTexts(MIGRATION_TEXTS);
  const { findings } = advice;
  if (findings.length === 0) return null;
  // One step is next: this change, unless it is the switch.
  const next = isReady(advice) ? undefined : findings.find(({ weight, fix }) => weight === 'before' && fix);
  return (
    <section className="card part" aria-label={todo}>
      <header>
        <h2>{todo}</h2>
      </header>
      {findings.map((one) => (
        <Item
          key={`${one.code} ${one.about.join(' ')}`}
          finding={one}
          isNext={one === next}
          onChanged={onChanged}
        />
      ))}
    </section>
  );
}

type ItemProps = Pick<Props, 'onChanged'> & { readonly finding: Finding; readonly isNext: boolean };

function Item({ finding, isNext, onChanged }: ItemProps) {
  const text = useTexts(MIGRATION_TEXTS);
  const { code, weight, sentence, section, remedy, about, fix } = finding;
  const id = useId();
  return (
    <article className="finding" data-verdict={TONES[weight]} aria-labelledby={id}>
      <h3 id={id}>
        <span className="verdict">{text.weights[weight]}</span> <span lang="en">{sentence}</span>
      </h3>
      {about.length > 0 && (
        <div>
          <Scopes names={about} />
        </div>
      )}
      <dl className="facts">
        <div>
          <dt>{text.remedy}</dt>
          <dd lang="en">{remedy}</dd>
        </div>
        <div>
          <dt>{text.section}</dt>
          <dd>
            {section} · <code>{code}</code>
          </dd>
        </div>
      </dl>
      {fix && <FixTools fix={fix} weight={isNext ? 'primary' : 'secondary'} onChanged={onChanged} />}
    </article>
  );
}
