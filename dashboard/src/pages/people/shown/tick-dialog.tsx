/**
 * Several of what there is are ticked and given at once.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import type { OperationId, Said } from '../../../api/client.ts';
import { forget, useApi } from '../../../api/queries.ts';
import { Dialog } from '../../../parts/dialog/dialog.tsx';
import { DialogEnd } from '../../../parts/dialog/dialog-end.tsx';
import { useToast } from '../../../parts/toasts.tsx';
import { useReason } from '../../../record/reason.ts';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { useText } from '../../../text/use-text.ts';

type Choice = { readonly key: string; readonly name: string; readonly says: string | undefined };

type Props = {
  readonly title: string;
  /** Undefined: they are on their way. */
  readonly choices: readonly Choice[] | undefined;
  readonly operation: OperationId;
  readonly said: (keys: readonly string[]) => Said;
  readonly forgets: readonly OperationId[];
  readonly onClose: () => void;
  /** What stands above the choices. */
  readonly children?: ReactNode;
};

export function TickDialog({ title, choices, operation, said, forgets, onClose, children }: Props) {
  const text = useText();
  const { give } = useTexts(PEOPLE_TEXTS);
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  const barred = useReason(operation);
  const id = useId();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const keys = choices?.map(({ key }) => key).filter((key) => ticked.has(key)) ?? [];
  const giving = useMutation({
    mutationFn: () => api.call(operation, said(keys)),
    async onSuccess() {
      await forget(queries, forgets);
      toast(give.given);
      onClose();
    },
  });
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (keys.length > 0 && barred === undefined) giving.mutate();
        }}
      >
        {children}
        {choices === undefined && <p className="waiting">{text.loading}</p>}
        {choices?.length === 0 && <p>{give.nothing}</p>}
        <ul className="ticks one">
          {choices?.map(({ key, name, says }, place) => (
            <li key={key}>
              <input
                id={`${id}-${place}`}
                type="checkbox"
                checked={ticked.has(key)}
                onChange={({ target }) => {
                  const next = new Set(ticked);
                  if (target.checked) next.add(key);
                  else next.delete(key);
                  setTicked(next);
                }}
              />
              <label htmlFor={`${id}-${place}`}>
                <bdi>{name}</bdi>
                {says !== undefined && says !== '' && <small>{says}</small>}
              </label>
            </li>
          ))}
        </ul>
        <DialogEnd
          weight="primary"
          isBusy={giving.isPending}
          reason={barred ?? (keys.length === 0 ? title : undefined)}
          confirm={give.confirm}
          failure={giving.error?.message}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
