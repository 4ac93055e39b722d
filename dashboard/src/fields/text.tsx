/**
 * Text, secrets, addresses, numbers: one line, or several where so much is allowed.
 */
import type { ControlProps } from './control.ts';

const isLong = ({ json }: ControlProps['shape']) => json['minLength'] === undefined;

export function TextControl(props: ControlProps) {
  const { id, value, onChange, shape, describedBy, isReadOnly, mistakes, isOptional } = props;
  const own = {
    id,
    value: typeof value === 'string' ? value : '',
    readOnly: isReadOnly,
    'aria-describedby': describedBy,
    'aria-invalid': mistakes.length > 0 || undefined,
    'aria-required': !isOptional || undefined,
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      onChange(target.value === '' && isOptional ? undefined : target.value),
  };
  return isLong(shape) ? (
    <textarea rows={2} {...own} />
  ) : (
    <input type="text" autoComplete="off" spellCheck={false} {...own} />
  );
}

export function SecretControl({ id, value, onChange, describedBy, isReadOnly, mistakes }: ControlProps) {
  return (
    <input
      id={id}
      type="password"
      // No password of whoever types it: their browser keeps none here, and fills none in.
      autoComplete="new-password"
      value={typeof value === 'string' ? value : ''}
      readOnly={isReadOnly}
      aria-describedby={describedBy}
      aria-invalid={mistakes.length > 0 || undefined}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
    />
  );
}

export function AddressControl(props: ControlProps) {
  const { id, value, onChange, describedBy, isReadOnly, mistakes } = props;
  return (
    <input
      id={id}
      type="text"
      inputMode="url"
      autoComplete="off"
      spellCheck={false}
      value={typeof value === 'string' ? value : ''}
      readOnly={isReadOnly}
      aria-describedby={describedBy}
      aria-invalid={mistakes.length > 0 || undefined}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
    />
  );
}

export function NumberControl(props: ControlProps) {
  const { id, value, onChange, describedBy, isReadOnly, mistakes } = props;
  return (
    <input
      id={id}
      className="short"
      type="text"
      inputMode="numeric"
      autoComplete="off"
      value={value === undefined ? '' : String(value)}
      readOnly={isReadOnly}
      aria-describedby={describedBy}
      aria-invalid={mistakes.length > 0 || undefined}
      // What is no number stays as it was typed, and is judged as such.
      onChange={({ target: { value: typed } }) =>
        onChange(typed === '' ? undefined : /^-?\d{1,15}$/.test(typed) ? Number(typed) : typed)
      }
    />
  );
}
