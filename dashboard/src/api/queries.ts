/**
 * What is asked, as values of an operation and its parameters: a page and its loader use the same one, and a write drops all that an
 * operation has answered.
 */
import { QueryClient, queryOptions } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { type Answer, type Api, isTransient, type OperationId, type Said } from './client.ts';
import { ApiError } from './problem.ts';

/** Seconds after which what is shown is asked for anew, when somebody comes back to it. */
const FRESH_MS = 10_000;

/** What was seen lately is found again by the command palette, and is there at once on the way back. */
const KEPT_MS = 30 * 60_000;

export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        gcTime: KEPT_MS,
        retry: (count, error) => count < 2 && isTransient(error),
      },
    },
  });
}

export function asked<Id extends OperationId>(api: Api, id: Id, said: Said = {}) {
  return queryOptions<Answer<Id>>({
    queryKey: [id, said],
    queryFn: ({ signal }) => api.call(id, said, signal),
  });
}

/** The same of what there need not be; null: there is none. */
export function askedIfThere<Id extends OperationId>(api: Api, id: Id, said: Said = {}) {
  return queryOptions<Answer<Id> | null>({
    queryKey: [id, said, 'if there'],
    queryFn: ({ signal }) =>
      api.call(id, said, signal).catch((error) => {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }),
  });
}

/** Whatever lists or shows records of a kind is out of date once one was written. */
export async function forget(queries: QueryClient, ids: readonly OperationId[]): Promise<void> {
  await Promise.all(ids.map((id) => queries.invalidateQueries({ queryKey: [id] })));
}

const ApiContext = createContext<Api | undefined>(undefined);

export const ApiProvider = ApiContext.Provider;

export function useApi(): Api {
  const api = use(ApiContext);
  if (!api) throw new Error('Everything is drawn below the provider of the API.');
  return api;
}
