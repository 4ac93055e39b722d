/**
 * A field of a form: its name, its sentence, what it is called in the API, its control, what is wrong with it.
 */
import type { ReactNode } from 'react';
import { Sentence } from '../parts/sentence.tsx';
import { useText } from '../text/use-text.ts';
import { type ControlProps, type FieldProps, type Parts, wrongHere } from './control.ts';
import { Mistakes } from './mistakes.tsx';
import { rowOf, rowOfField } from './rows.ts';

const PARTS: Parts = { Control: AnyControl, FieldRow };

function AnyControl(props: ControlProps) {
  const { Control } = rowOf(props.shape);
  return <Control {...props} />;
}

/** The control of a shape, for what has another row than ours. */
export function FieldControl(props: Omit<ControlProps, 'parts'>) {
  return <AnyControl {...props} parts={PARTS} />;
}

export function FieldRow(props: FieldProps) {
  const { id, label, field, apiName, value, onChange, mistakes, isReadOnly, isChanged = false } = props;
  const { says, note, beside } = props;
  const { form } = useText();
  const { Control, isOne } = rowOfField(field);
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const nameId = `${id}-name`;
  const here = isOne ? mistakes : wrongHere(mistakes);
  const describedBy = here.length > 0 ? `${errorId} ${hintId}` : hintId;
  const control = (
    <Control
      id={id}
      label={label}
      shape={field.shape}
      value={value}
      onChange={onChange}
      mistakes={mistakes}
      describedBy={describedBy}
      isReadOnly={isReadOnly}
      isOptional={field.presence === 'optional'}
      parts={PARTS}
    />
  );
  return (
    <div className="field" data-changed={isChanged || undefined}>
      <div className="field-about">
        <p className="field-name">
          {isOne ? <label htmlFor={id}>{label}</label> : <span id={nameId}>{label}</span>}
          {field.unsafe && <span className="tag alert">{form.unsafe}</span>}
        </p>
        <p className="hint" id={hintId}>
          {says ?? <Sentence text={field.sentence} />} {note}
        </p>
        {apiName !== undefined && (
          <p className="api-name" title={form.calledByAuth0(apiName)}>
            <code>{apiName}</code>
          </p>
        )}
      </div>
      <div className="field-control">
        {isOne ? (
          <WithBeside beside={beside}>{control}</WithBeside>
        ) : (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset takes its name from a legend, which stands beside it here.
          <div role="group" aria-labelledby={nameId} aria-describedby={describedBy}>
            {control}
          </div>
        )}
        <Mistakes id={errorId} mistakes={here} />
      </div>
    </div>
  );
}

function WithBeside({ beside, children }: { readonly beside: ReactNode; readonly children: ReactNode }) {
  return beside === undefined ? (
    children
  ) : (
    <div className="entry">
      {children}
      {beside}
    </div>
  );
}
