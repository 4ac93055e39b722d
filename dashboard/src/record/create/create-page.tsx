/**
 * Making a record: what must be said, judged as it is typed; whatever else there is comes with the record.
 */
import { KINDS, mistakesIn, type Named, putAt } from '@tacit/server/resources';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Mistake } from '../../api/problem.ts';
import { useKept } from '../../api/use-kept.ts';
import { FieldRow } from '../../fields/field-row.tsx';
import { useFieldLabel } from '../../fields/label.ts';
import type { Document, View } from '../../kinds/view.ts';
import { idOf } from '../../kinds/views.ts';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useText } from '../../text/use-text.ts';
import { Elsewhere } from '../form/elsewhere.tsx';
import { focusMistake } from '../form/focus-mistake.ts';
import { useLeaving } from '../form/leaving.ts';
import { mistakesElsewhere, mistakesOf } from '../form/mistakes-of.ts';
import { askedOf, isSecret } from '../form/names.ts';
import { useReason } from '../reason.ts';
import { isDocument } from '../stored.ts';
import { CreateApplication } from './create-application.tsx';
import { useCreation } from './creation.ts';

export function CreatePage({ view }: { readonly view: View }) {
  const text = useText();
  const { many, create } = text.kinds[view.section];
  const reason = useReason(view.operations.create);
  return (
    <>
      <nav className="crumbs">
        <Link to="/$section" params={{ section: view.section }}>
          {many}
        </Link>
      </nav>
      <header className="page-head">
        <h1>{create}</h1>
      </header>
      {reason !== undefined && (
        <Notice tone="notice">
          <p>{reason}</p>
        </Notice>
      )}
      {view.kind === 'client' ? (
        <CreateApplication view={view} reason={reason} />
      ) : (
        <CreateForm view={view} reason={reason} />
      )}
    </>
  );
}

type Props = { readonly view: View; readonly reason: string | undefined };

const UNTYPED: Document = {};

function CreateForm({ view, reason }: Props) {
  const text = useText();
  const labelOf = useFieldLabel();
  const form = useRef<HTMLFormElement>(null);
  const navigate = useNavigate();
  const place = askedOf(view).some(isSecret) ? undefined : `new ${view.kind}`;
  const { value: values, set: setValues } = useKept(place, UNTYPED, isDocument);
  const [isJudged, setIsJudged] = useState(false);
  const fields = askedOf(view, values);
  const document = documentOf(fields, values);
  const creation = useCreation(view, (record) =>
    navigate({
      to: '/$section/$id',
      params: { section: view.section, id: idOf(view, record) },
      ignoreBlocker: true,
    }),
  );
  useLeaving(fields.some(({ own }) => values[own] !== undefined));
  const typed = mistakesIn(KINDS[view.kind], { document, stored: undefined });
  const shape = typed.map(atItsField).filter((one) => isJudged || isTyped(fields, values, one));
  const mistakes = [...shape, ...creation.mistakes];
  // The focus is the browser's: it goes to what was refused once that is drawn.
  useEffect(() => {
    if (isJudged && creation.mistakes.length > 0) focusMistake(form.current);
  }, [isJudged, creation.mistakes]);
  const elsewhere = mistakesElsewhere(fields, mistakes).filter(({ code }) => code !== 'missing_field');
  return (
    <form
      ref={form}
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setIsJudged(true);
        const missing = typed.map(atItsField).filter((one) => isAsked(fields, one));
        if (missing.length > 0) requestAnimationFrame(() => focusMistake(form.current));
        else if (reason === undefined) creation.create(document);
      }}
    >
      <div className="card group">
        {fields.map((named) => (
          <FieldRow
            key={named.own}
            id={`new-${named.own}`}
            label={labelOf(named.own)}
            field={named.field}
            apiName={named.apiName}
            value={values[named.own]}
            onChange={(value) => {
              creation.forgive();
              setValues({ ...values, [named.own]: value });
            }}
            mistakes={mistakesOf(named, mistakes)}
            isReadOnly={reason !== undefined}
          />
        ))}
      </div>
      <Elsewhere mistakes={elsewhere} failure={creation.failure} />
      <p className="tools">
        <Button weight="primary" isSubmit isBusy={creation.isBusy} reason={reason}>
          {creation.isBusy ? text.create.making : text.create.make}
        </Button>
      </p>
    </form>
  );
}

/** What is wrong at a field is said once something was typed there; what is wrong elsewhere at once. */
function isTyped(fields: readonly Named[], values: Document, mistake: Mistake): boolean {
  return fields.every(
    (named) => mistakesOf(named, [mistake]).length === 0 || values[named.own] !== undefined,
  );
}

/** `misses the field name` is said of the record: here it is said at the field. */
function atItsField(mistake: Mistake): Mistake {
  if (mistake.code !== 'missing_field' || mistake.path.length > 0) return mistake;
  const name = mistake.message.split(' ').at(-1) ?? '';
  return { ...mistake, path: name.split('.') };
}

/** What nobody asks for, the server gives. */
function isAsked(fields: readonly Named[], mistake: Mistake): boolean {
  return mistake.code !== 'missing_field' || mistakesElsewhere(fields, [mistake]).length === 0;
}

function documentOf(fields: readonly Named[], values: Document): Document {
  const document: Record<string, unknown> = {};
  for (const named of fields) {
    const value = values[named.own];
    if (value !== undefined) putAt(document, named.path, value);
  }
  return document;
}
