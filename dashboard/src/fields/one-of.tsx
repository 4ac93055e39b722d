/**
 * One of some names.
 */
import { choiceWord } from '../text/choice-word.ts';
import { useText } from '../text/use-text.ts';
import type { ControlProps } from './control.ts';

export function OneOfControl(props: ControlProps) {
  const { id, value, onChange, shape, describedBy, isReadOnly, mistakes, isOptional } = props;
  const text = useText();
  const called = (name: string) => {
    const word = choiceWord(text, name);
    return word === undefined ? name : `${word} (${name})`;
  };
  return (
    <select
      id={id}
      value={typeof value === 'string' ? value : ''}
      aria-describedby={describedBy}
      aria-invalid={mistakes.length > 0 || undefined}
      aria-disabled={isReadOnly || undefined}
      onChange={({ target }) => {
        if (!isReadOnly) onChange(target.value === '' ? undefined : target.value);
      }}
    >
      {(isOptional || value === undefined) && <option value="">{text.form.leftOut}</option>}
      {(shape.names ?? []).map((name) => (
        <option key={name} value={name}>
          {called(name)}
        </option>
      ))}
    </select>
  );
}
