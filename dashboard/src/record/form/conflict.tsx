/**
 * Two people changed one record: what is stored now and what was typed, side by side, and which of them is to stay.
 */
import { isSame, valueAt } from '@tacit/server/resources';
import { useFieldLabel } from '../../fields/label.ts';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useText } from '../../text/use-text.ts';
import type { Stored } from '../stored.ts';
import type { Draft } from './draft.ts';
import type { FormField } from './names.ts';

type Props = {
  readonly fields: readonly FormField[];
  /** By our names, where it is not what their kind calls them. */
  readonly called: Readonly<Record<string, string>>;
  readonly draft: Draft;
  readonly theirs: Stored;
  readonly onKeep: () => void;
  readonly onTake: () => void;
};

export function Conflict({ fields, called, draft, theirs, onKeep, onTake }: Props) {
  const { conflict } = useText();
  const labelOf = useFieldLabel();
  const met = fields
    .filter(({ own }) => draft.changed.has(own))
    .filter((named) => !isSame(valueAt(theirs.record, named), valueAt(draft.begun.record, named)));
  return (
    <Notice tone="alert" title={conflict.title}>
      <p>{met.length === 0 ? conflict.nothing : conflict.lead}</p>
      {met.length > 0 && (
        <table className="sides">
          <thead>
            <tr>
              <th scope="col">{conflict.field}</th>
              <th scope="col">{conflict.yours}</th>
              <th scope="col">{conflict.theirs}</th>
            </tr>
          </thead>
          <tbody>
            {met.map((named) => (
              <tr key={named.own}>
                <th scope="row">{called[named.own] ?? labelOf(named.own)}</th>
                <td>
                  <Value value={draft.value(named)} />
                </td>
                <td>
                  <Value value={valueAt(theirs.record, named)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="tools">
        <Button weight="primary" onPress={onKeep}>
          {conflict.keep}
        </Button>
        <Button weight="secondary" onPress={onTake}>
          {conflict.take}
        </Button>
      </p>
    </Notice>
  );
}

function Value({ value }: { readonly value: unknown }) {
  const { form } = useText();
  if (value === undefined) return <em>{form.leftOut}</em>;
  return <code>{typeof value === 'string' ? value : JSON.stringify(value, null, 1)}</code>;
}
