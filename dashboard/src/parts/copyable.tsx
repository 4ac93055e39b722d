/**
 * Text to take along, with a button that does.
 */
import { useState } from 'react';
import { useText } from '../text/use-text.ts';
import { Button } from './button.tsx';

type Props = { readonly label: string; readonly value: string; readonly isBlock?: true };

export function Copyable({ label, value, isBlock }: Props) {
  const { form } = useText();
  const [copied, setCopied] = useState(false);
  return (
    <div className={isBlock ? 'copyable block' : 'copyable'}>
      {isBlock ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard (axe: scrollable-region-focusable).
        <section aria-label={label} tabIndex={0}>
          <pre>
            <code>{value}</code>
          </pre>
        </section>
      ) : (
        <code>{value}</code>
      )}
      <Button
        weight="secondary"
        label={`${form.copy}: ${label}`}
        onPress={() => {
          void navigator.clipboard.writeText(value).then(() => setCopied(true));
        }}
      >
        {copied ? form.copied : form.copy}
      </Button>
      <span className="away" role="status">
        {copied ? form.copied : ''}
      </span>
    </div>
  );
}
