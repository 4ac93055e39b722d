/**
 * One of some names.
 */
import { useText } from '../text/use-text.ts';
import type { ControlProps } from './control.ts';

export function OneOfControl(props: ControlProps) {
  const { id, value, onChange, shape, describedBy, isReadOnly, mistakes, isOptional } = props;
  const { form } = useText();
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
      {(isOptional || value === undefined) && <option value="">{form.leftOut}</option>}
      {(shape.names ?? []).map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}
