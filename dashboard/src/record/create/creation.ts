/**
 * A record on its way to being made.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError, type Mistake } from '../../api/problem.ts';
import { forget, useApi } from '../../api/queries.ts';
import type { Document, View } from '../../kinds/view.ts';
import { isDocument } from '../stored.ts';

const NONE: readonly Mistake[] = [];

/** By which operations one is made and listed. */
type Made = { readonly operations: Pick<View['operations'], 'create' | 'list'> };

/** Sends what is to be made, once; what came of it. */
export function useCreation(view: Made, onMade: (record: Document) => unknown) {
  const api = useApi();
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: (document: Document) => api.call(view.operations.create, { body: document }),
    // Of an application the answer holds its secret.
    gcTime: 0,
    async onSuccess({ value }) {
      await forget(queries, [view.operations.list]);
      if (isDocument(value)) await onMade(value);
    },
  });
  const { error } = mutation;
  const mistakes = error instanceof ApiError ? error.mistakes : NONE;
  return {
    create: (document: Document) => mutation.mutate(document),
    forgive() {
      if (mutation.isError) mutation.reset();
    },
    isBusy: mutation.isPending,
    mistakes,
    failure: error && mistakes.length === 0 ? error.message : undefined,
  };
}
