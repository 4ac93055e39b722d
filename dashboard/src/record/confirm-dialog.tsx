/**
 * Something that is done after a word: what it does, and what came of it. What is told once is shown here and kept nowhere.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { OperationId, Said } from '../api/client.ts';
import { forget, useApi } from '../api/queries.ts';
import { Dialog } from '../parts/dialog/dialog.tsx';
import { DialogEnd } from '../parts/dialog/dialog-end.tsx';
import { useToast } from '../parts/toasts.tsx';
import { ToldOnce } from '../parts/told-once.tsx';
import { useReason } from './reason.ts';

type Props = {
  readonly operation: OperationId;
  readonly said: Said;
  /** What is out of date then. */
  readonly forgets: readonly OperationId[];
  readonly says: {
    readonly title: string;
    readonly lead: string;
    readonly button: string;
    readonly done: string;
  };
  readonly weight: 'primary' | 'danger';
  /** What the answer tells once. */
  readonly tells?: ((answer: unknown) => string) | undefined;
  readonly onClose: () => void;
};

export function ConfirmDialog({ operation, said, forgets, says, weight, tells, onClose }: Props) {
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  const reason = useReason(operation);
  const act = useMutation({
    mutationFn: () => api.call(operation, said),
    gcTime: 0,
    async onSuccess() {
      await forget(queries, forgets);
      if (tells) return;
      toast(says.done);
      onClose();
    },
  });
  if (tells && act.data)
    return (
      <ToldOnce
        title={says.button}
        lead={says.done}
        label={says.button}
        value={tells(act.data.value)}
        onClose={onClose}
      />
    );
  return (
    <Dialog title={says.title} isAlert onClose={onClose}>
      <p>{says.lead}</p>
      <DialogEnd
        weight={weight}
        isBusy={act.isPending}
        reason={reason}
        onConfirm={() => act.mutate()}
        confirm={says.button}
        failure={act.error?.message}
        onClose={onClose}
      />
    </Dialog>
  );
}
