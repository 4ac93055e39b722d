/**
 * Making an application in three steps: its kind, its name and callback, and the code that signs the first person in.
 */
import { KINDS, mistakesIn } from '@tacit/server/resources';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { FieldRow } from '../../fields/field-row.tsx';
import { useFieldLabel } from '../../fields/label.ts';
import type { Document, View } from '../../kinds/view.ts';
import { QuickStart } from '../../pages/applications/quick-start.tsx';
import { Button } from '../../parts/button.tsx';
import { Copyable } from '../../parts/copyable.tsx';
import { useText } from '../../text/use-text.ts';
import { Elsewhere } from '../form/elsewhere.tsx';
import { focusMistake } from '../form/focus-mistake.ts';
import { mistakesElsewhere, mistakesOf } from '../form/mistakes-of.ts';
import { askedOf } from '../form/names.ts';
import { APPLICATION_KINDS, type ApplicationKind } from './application-kinds.ts';
import { useCreation } from './creation.ts';

type Props = { readonly view: View; readonly reason: string | undefined };

const STEPS = 3;

export function CreateApplication({ view, reason }: Props) {
  const [kind, setKind] = useState<ApplicationKind | undefined>(undefined);
  const [made, setMade] = useState<Document | undefined>(undefined);
  if (kind && made) return <Ready client={made} />;
  if (kind) return <Named {...{ view, reason, kind }} onBack={() => setKind(undefined)} onMade={setMade} />;
  return <ChooseKind onChoose={setKind} />;
}

/** Where in the three steps somebody is; each one's heading takes the focus when it comes. */
function Step({ number, title }: { readonly number: number; readonly title: string }) {
  const { create } = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  // The focus is the browser's: what it was on has gone with the step before.
  useEffect(() => {
    if (number > 1) heading.current?.focus();
  }, [number]);
  return (
    <>
      <p className="hint">{create.step(number, STEPS)}</p>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
    </>
  );
}

function ChooseKind({ onChoose }: { readonly onChoose: (kind: ApplicationKind) => void }) {
  const { create, values } = useText();
  return (
    <section className="card">
      <Step number={1} title={create.kind} />
      <ul className="choices">
        {APPLICATION_KINDS.map((kind) => (
          <li key={kind.app_type}>
            <button type="button" className="choice" onClick={() => onChoose(kind)}>
              <strong>{values[kind.app_type]}</strong>
              <span>{create.kinds[kind.app_type]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

type NamedProps = Props & {
  readonly kind: ApplicationKind;
  readonly onBack: () => void;
  readonly onMade: (client: Document) => void;
};

function Named({ view, reason, kind, onBack, onMade }: NamedProps) {
  const { create } = useText();
  const labelOf = useFieldLabel();
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState<{ readonly name?: string; readonly callbacks?: readonly string[] }>({
    callbacks: kind.hasCallbacks ? [''] : [],
  });
  const creation = useCreation(view, onMade);
  const { name, callbacks = [] } = typed;
  const said = callbacks.filter((one) => one !== '');
  const document = { ...kind.document, ...(name === undefined ? {} : { name }), callbacks: said };
  const fields = askedOf(view).filter(({ own }) => own !== 'redirect_uris' || kind.hasCallbacks);
  const wrong = mistakesIn(KINDS[view.kind], { document, stored: undefined }).filter(
    ({ code }) => code !== 'missing_field',
  );
  const mistakes = [...wrong, ...creation.mistakes];
  const elsewhere = mistakesElsewhere(fields, mistakes);
  return (
    <form
      ref={form}
      className="card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong.length > 0) focusMistake(form.current);
        else if (reason === undefined) creation.create(document);
      }}
    >
      <Step number={2} title={create.callback} />
      {fields.map((named) => (
        <FieldRow
          key={named.own}
          id={`new-${named.own}`}
          label={labelOf(named.own)}
          field={named.field}
          apiName={named.apiName}
          value={named.own === 'client_name' ? name : callbacks}
          onChange={(value) => {
            creation.forgive();
            setTyped({ ...typed, [named.apiName]: value });
          }}
          mistakes={mistakesOf(named, mistakes)}
          isReadOnly={reason !== undefined}
        />
      ))}
      <Elsewhere mistakes={elsewhere} failure={creation.failure} />
      <p className="tools">
        <Button weight="secondary" onPress={onBack}>
          {create.back}
        </Button>
        <Button weight="primary" isSubmit isBusy={creation.isBusy} reason={reason}>
          {creation.isBusy ? create.making : create.make}
        </Button>
      </p>
    </form>
  );
}

function Ready({ client }: { readonly client: Document }) {
  const { create, columns } = useText();
  const client_id = String(client['client_id']);
  const secret = client['client_secret'];
  return (
    <section className="card">
      <Step number={3} title={create.ready(String(client['name'] || client_id))} />
      <h3>{columns.client_id}</h3>
      <Copyable label={columns.client_id} value={client_id} isBlock />
      {typeof secret === 'string' && (
        <>
          <h3>{create.secretTitle}</h3>
          <p className="hint">{create.secretHint}</p>
          <Copyable label={create.secretTitle} value={secret} isBlock />
        </>
      )}
      <h3>{create.quickStart}</h3>
      <QuickStart client={client} />
      <p className="tools">
        <Link
          className="button primary"
          to="/$section/$id"
          params={{ section: 'applications', id: client_id }}
        >
          {create.open}
        </Link>
      </p>
    </section>
  );
}
