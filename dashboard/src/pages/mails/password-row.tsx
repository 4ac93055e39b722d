/**
 * The password of a mail server: typed, sent, and never shown.
 */
import type { FieldProps } from '../../fields/control.ts';
import { Mistakes } from '../../fields/mistakes.tsx';

export function PasswordRow({
  id,
  label,
  says,
  apiName,
  value,
  onChange,
  mistakes,
  isReadOnly,
  isChanged,
}: FieldProps) {
  return (
    <div className="field" data-changed={isChanged || undefined}>
      <div className="field-about">
        <p className="field-name">
          <label htmlFor={id}>{label}</label>
        </p>
        <p className="hint" id={`${id}-hint`}>
          {says}
        </p>
        {apiName !== undefined && (
          <p className="api-name">
            <code>{apiName}</code>
          </p>
        )}
      </div>
      <div className="field-control">
        <input
          id={id}
          type="password"
          // No password of whoever types it: their browser keeps none here, and fills none in.
          autoComplete="new-password"
          maxLength={2_000}
          value={typeof value === 'string' ? value : ''}
          readOnly={isReadOnly}
          aria-describedby={`${id}-hint${mistakes.length > 0 ? ` ${id}-error` : ''}`}
          aria-invalid={mistakes.length > 0 || undefined}
          onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
        />
        <Mistakes id={`${id}-error`} mistakes={mistakes} />
      </div>
    </div>
  );
}
