/**
 * Yes or no.
 */
import type { ControlProps } from './control.ts';

export function BooleanControl({ id, value, onChange, describedBy, isReadOnly, mistakes }: ControlProps) {
  return (
    <input
      id={id}
      type="checkbox"
      checked={value === true}
      aria-describedby={describedBy}
      aria-invalid={mistakes.length > 0 || undefined}
      aria-disabled={isReadOnly || undefined}
      onChange={(event) => {
        if (!isReadOnly) onChange(event.target.checked);
      }}
    />
  );
}
