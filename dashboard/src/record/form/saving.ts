/**
 * What becomes of a draft: saved with the version that it was decided on, refused at its fields, or
 * met by what somebody else has saved meanwhile.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OperationId } from '../../api/client.ts';
import { ApiError, type Mistake } from '../../api/problem.ts';
import { forget } from '../../api/queries.ts';
import { useToast } from '../../parts/toasts.tsx';
import { useText } from '../../text/use-text.ts';
import type { Stored } from '../stored.ts';
import type { Draft } from './draft.ts';

type Asked = {
  readonly draft: Draft;
  /** Sends it, upon a version. */
  readonly save: (version: string | undefined) => Promise<unknown>;
  /** What is stored now. */
  readonly stored: () => Promise<Stored>;
  /** What is out of date when it is saved. */
  readonly outdated: readonly OperationId[];
};

export type Saving = {
  /** What somebody else has saved; undefined: nobody has. */
  readonly conflict: Stored | undefined;
  readonly refused: readonly Mistake[];
  /** Of no field. */
  readonly failure: string | undefined;
  readonly isSaving: boolean;
  readonly save: () => void;
  readonly saveOver: () => void;
  readonly takeTheirs: () => void;
  /** Types it: what was refused is being mended. */
  readonly set: Draft['set'];
};

const NONE: readonly Mistake[] = [];

export function useSaving({ draft, save, stored, outdated }: Asked): Saving {
  const queries = useQueryClient();
  const toast = useToast();
  const { form } = useText();
  const [conflict, setConflict] = useState<Stored | undefined>(undefined);
  const mutation = useMutation({
    mutationFn: save,
    async onSuccess() {
      await forget(queries, outdated);
      draft.discard();
      setConflict(undefined);
      toast(form.saved);
    },
    async onError(error) {
      if (error instanceof ApiError && error.status === 412) setConflict(await stored());
    },
  });
  const { error } = mutation;
  const refused = error instanceof ApiError ? error.mistakes : NONE;
  const isConflict = error instanceof ApiError && error.status === 412;
  return {
    conflict,
    refused,
    failure: error && !isConflict && refused.length === 0 ? error.message : undefined,
    isSaving: mutation.isPending,
    save: () => mutation.mutate(draft.begun.version),
    saveOver() {
      if (conflict) draft.rebase(conflict);
      mutation.mutate(conflict?.version);
    },
    takeTheirs() {
      draft.discard();
      setConflict(undefined);
      mutation.reset();
      void forget(queries, outdated);
    },
    set(named, value) {
      if (!conflict && mutation.isError) mutation.reset();
      draft.set(named, value);
    },
  };
}
