/**
 * What is done to a tenant as a whole.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { forget, useApi } from '../../api/queries.ts';
import { useToast } from '../../parts/toasts.tsx';

/** Suspended it is served again when somebody says so, deleted it can be brought back for a while, destroyed it cannot. */
export type Ending = 'suspend' | 'delete' | 'purge';

type Done = { readonly says: string; readonly onClose?: () => void; readonly body?: object };

/** One change of one tenant, after which the list of them is another. */
export function useTenantChange(
  operation: 'tenants_restore' | 'tenants_purge' | 'tenants_delete' | 'tenants_update' | 'tenants_move',
  id: string,
  { says, onClose, body }: Done,
) {
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: () => api.call(operation, { path: { id }, body }),
    async onSuccess() {
      toast(says);
      onClose?.();
      await forget(queries, ['tenants_list', 'operator_rollouts']);
    },
  });
}
