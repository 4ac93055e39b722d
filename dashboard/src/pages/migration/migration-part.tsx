/**
 * An application on its way from the implicit grant to code + PKCE: the verdict, the switch, what is to be done, what was seen.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { forget } from '../../api/queries.ts';
import { Button } from '../../parts/button.tsx';
import { Answered } from '../../record/answered.tsx';
import { History } from '../../record/history.tsx';
import { MIGRATION_TEXTS } from '../../text/migration/index.ts';
import { useTexts } from '../../text/subject.ts';
import { FixDialog, useFixReason } from '../inspect/fix-dialog.tsx';
import type { Fix } from '../inspect/inspection.ts';
import { type Advice, isReady, useCount, useDay } from './advice.ts';
import { AdviceList } from './advice-list.tsx';
import { SdkChanges } from './sdk-changes.tsx';
import { Traffic } from './traffic.tsx';

export function MigrationPart({ id }: { readonly id: string }) {
  const queries = useQueryClient();
  const onChanged = () => void forget(queries, ['clients_advice']);
  return (
    <Answered id="clients_advice" said={{ path: { id } }}>
      {(advice) => <Advised {...{ advice, id, onChanged }} />}
    </Answered>
  );
}

type Props = { readonly advice: Advice; readonly id: string; readonly onChanged: () => void };

function Advised({ advice, id, onChanged }: Props) {
  const { changes, traffic } = advice;
  return (
    <>
      <Verdict advice={advice} onChanged={onChanged} />
      <AdviceList advice={advice} onChanged={onChanged} />
      {changes.length > 0 && <SdkChanges changes={changes} />}
      <Traffic traffic={traffic} />
      <History by="client_id" id={id} />
    </>
  );
}

function Verdict({ advice, onChanged }: Omit<Props, 'id'>) {
  const text = useTexts(MIGRATION_TEXTS);
  const [count, day] = [useCount(), useDay()];
  const { verdict, stage, implicit, code } = advice;
  return (
    <section className="card part migration" data-verdict={verdict}>
      <header>
        <h2>{text.title}</h2>
        <p className="verdict-line">
          <strong>{text.verdicts[verdict]}</strong> {text.says[verdict]}
        </p>
      </header>
      <Stages stage={stage} />
      <dl className="numbers">
        <Figure name={text.implicit} value={count(implicit.lately)} />
        <Figure name={text.code} value={count(code.lately)} />
        <Figure name={text.last} value={day(implicit.last) ?? text.never} />
      </dl>
      {advice.switch && <Switch advice={advice} fix={advice.switch} onChanged={onChanged} />}
    </section>
  );
}

/** What is allowed, as three steps; a client that never had the implicit grant stands on the last. */
function Stages({ stage }: Pick<Advice, 'stage'>) {
  const { stages } = useTexts(MIGRATION_TEXTS);
  const current = stage === 'code' ? 'off' : stage;
  return (
    <ol className="stages" aria-label={stages.label}>
      {(['implicit', 'both', 'off'] as const).map((one) => (
        <li key={one} aria-current={one === current ? 'step' : undefined}>
          {stages[one]}
        </li>
      ))}
    </ol>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

type SwitchProps = Omit<Props, 'id'> & { readonly fix: Fix };

function Switch({ advice, fix, onChanged }: SwitchProps) {
  const text = useTexts(MIGRATION_TEXTS);
  const [isOpen, setIsOpen] = useState(false);
  const reason = useFixReason(fix);
  const count = useCount();
  const { stage, implicit } = advice;
  const isOff = stage === 'off';
  const isMissed = !isOff && implicit.lately > 0;
  return (
    <div className="switch">
      <Button
        weight={isReady(advice) ? 'primary' : 'secondary'}
        reason={reason}
        onPress={() => setIsOpen(true)}
      >
        {isOff ? text.back : text.flip}
      </Button>
      <p className="hint">
        {text.switchHint} {isMissed && text.missed(count(implicit.lately))}
      </p>
      {isOpen && <FixDialog fix={fix} onClose={() => setIsOpen(false)} onChanged={onChanged} />}
    </div>
  );
}
