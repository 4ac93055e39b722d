/**
 * The file: pasted, dropped, chosen, or what is there now; what its placeholders stand for, and how far it goes.
 */

import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { useApi } from '../../api/queries.ts';
import { Button } from '../../parts/button.tsx';
import { Failed } from '../../parts/failed.tsx';
import { isDocument } from '../../record/stored.ts';
import { PLAN_TEXTS } from '../../text/plan/index.ts';
import { useTexts } from '../../text/subject.ts';
import { placeholdersIn, type Wish } from './plan-answer.ts';
import { writeYaml } from './write-yaml.ts';

export const FIELD_ID = 'plan-file';

type Props = {
  readonly wish: Wish;
  readonly onChange: (wish: Wish) => void;
  /** What is done with it. */
  readonly children: ReactNode;
};

export function PlanFile({ wish, onChange, children }: Props) {
  const text = useTexts(PLAN_TEXTS);
  const [isOver, setIsOver] = useState(false);
  const take = async (file: File | undefined) => {
    if (file) onChange({ ...wish, text: await file.text() });
  };
  return (
    <section className="card plan-file">
      <label htmlFor={FIELD_ID}>{text.file}</label>
      <p className="hint" id={`${FIELD_ID}-hint`}>
        {text.fileHint}
      </p>
      <textarea
        id={FIELD_ID}
        className="code"
        rows={14}
        spellCheck={false}
        data-over={isOver || undefined}
        aria-describedby={`${FIELD_ID}-hint`}
        value={wish.text}
        onChange={({ target }) => onChange({ ...wish, text: target.value })}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setIsOver(false);
          void take(event.dataTransfer.files[0]);
        }}
      />
      <Sources wish={wish} onChange={onChange} onTake={take} />
      <Values wish={wish} onChange={onChange} />
      <ul className="ticks">
        <Tick isOn={wish.prune} says={text.prune} onChange={(prune) => onChange({ ...wish, prune })} />
        <Tick
          isOn={wish.recreate}
          says={text.recreate}
          onChange={(recreate) => onChange({ ...wish, recreate })}
        />
      </ul>
      <p className="tools">{children}</p>
    </section>
  );
}

type SourcesProps = Pick<Props, 'wish' | 'onChange'> & {
  readonly onTake: (file: File | undefined) => Promise<void>;
};

function Sources({ wish, onChange, onTake }: SourcesProps) {
  const text = useTexts(PLAN_TEXTS);
  const api = useApi();
  const id = useId();
  const reading = useMutation({
    async mutationFn() {
      const { value } = await api.call('operator_export', { body: { defaults: 'leave_out' } });
      return documentIn(value.answer);
    },
    onSuccess: (document) => onChange({ ...wish, text: writeYaml(document) }),
  });
  return (
    <>
      <p className="tools">
        <input
          id={id}
          className="away file"
          type="file"
          accept=".yaml,.yml,.json"
          onChange={({ target }) => void onTake(target.files?.[0])}
        />
        <label className="button secondary" htmlFor={id}>
          {text.choose}
        </label>
        <Button weight="secondary" isBusy={reading.isPending} onPress={() => reading.mutate()}>
          {text.current}
        </Button>
        {wish.text !== '' && (
          <Button weight="quiet" onPress={() => download(wish.text)}>
            {text.download}
          </Button>
        )}
      </p>
      <p className="hint">{text.currentHint}</p>
      <Failed says={reading.error?.message} />
    </>
  );
}

/** The document of an export; what is refused in words is thrown as such. */
function documentIn(answer: unknown): Readonly<Record<string, unknown>> {
  const { ok, value, error } = isDocument(answer) ? answer : {};
  const document = isDocument(value) ? value['document'] : undefined;
  if (ok !== true || !isDocument(document)) throw new Error(String(error));
  return document;
}

/** Saving a file is the browser's: it takes it from an address of its own. */
function download(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  link.download = 'tacit.yaml';
  link.click();
  URL.revokeObjectURL(link.href);
}

function Values({ wish, onChange }: Pick<Props, 'wish' | 'onChange'>) {
  const text = useTexts(PLAN_TEXTS);
  const id = useId();
  const names = placeholdersIn(wish.text);
  if (names.length === 0) return null;
  return (
    <fieldset className="values">
      <legend>{text.variables}</legend>
      <p className="hint">{text.variablesHint}</p>
      {names.map((name) => (
        <p key={name}>
          <label htmlFor={`${id}-${name}`}>
            <code>{name}</code>
          </label>
          <input
            id={`${id}-${name}`}
            type="password"
            autoComplete="off"
            value={wish.env[name] ?? ''}
            onChange={({ target }) => onChange({ ...wish, env: { ...wish.env, [name]: target.value } })}
          />
        </p>
      ))}
    </fieldset>
  );
}

type TickProps = {
  readonly isOn: boolean;
  readonly says: string;
  readonly onChange: (isOn: boolean) => void;
};

function Tick({ isOn, says, onChange }: TickProps) {
  const id = useId();
  return (
    <li>
      <input id={id} type="checkbox" checked={isOn} onChange={({ target }) => onChange(target.checked)} />
      <label htmlFor={id}>{says}</label>
    </li>
  );
}
