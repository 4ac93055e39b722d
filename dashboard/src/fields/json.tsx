/**
 * What has no form of its own: keys, metadata. As JSON.
 */
import { useState } from 'react';
import { useText } from '../text/use-text.ts';
import type { ControlProps } from './control.ts';

function written(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}

export function JsonControl({ id, value, onChange, describedBy, isReadOnly, mistakes }: ControlProps) {
  const { form } = useText();
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const isBroken = typed !== undefined && typed !== '' && parsed(typed) === undefined;
  return (
    <>
      <textarea
        id={id}
        className="code"
        rows={5}
        spellCheck={false}
        value={isBroken ? typed : (typed ?? written(value))}
        readOnly={isReadOnly}
        aria-describedby={describedBy}
        aria-invalid={isBroken || mistakes.length > 0 || undefined}
        onBlur={() => {
          if (!isBroken) setTyped(undefined);
        }}
        onChange={({ target }) => {
          setTyped(target.value);
          // What is no JSON is handed on as the text it is, which no field of these takes.
          onChange(target.value === '' ? undefined : (parsed(target.value) ?? target.value));
        }}
      />
      {isBroken && <p className="error">{form.notJson}</p>}
    </>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
