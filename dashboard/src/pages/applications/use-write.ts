/**
 * One write of a part, what it makes out of date, and what came of it.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { OperationId, Said } from '../../api/client.ts';
import { forget, useApi } from '../../api/queries.ts';
import { useToast } from '../../parts/toasts.tsx';

type Write = {
  readonly id: OperationId;
  readonly forgets: readonly OperationId[];
  /** Said once it is done. */
  readonly done: string;
  readonly onDone: () => void;
};

export function useWrite({ id, forgets, done, onDone }: Write) {
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (said: Said) => api.call(id, said),
    async onSuccess() {
      await forget(queries, forgets);
      toast(done);
      onDone();
    },
  });
  return { write: mutate, isBusy: isPending, failure: error?.message };
}
