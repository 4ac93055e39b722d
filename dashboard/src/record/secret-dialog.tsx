/**
 * A new secret of an application, shown this once: it is in this component and nowhere else.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { forget, useApi } from '../api/queries.ts';
import type { View } from '../kinds/view.ts';
import { Dialog } from '../parts/dialog/dialog.tsx';
import { DialogEnd } from '../parts/dialog/dialog-end.tsx';
import { ToldOnce } from '../parts/told-once.tsx';
import { useText } from '../text/use-text.ts';

type Props = {
  readonly view: View;
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
};

export function SecretDialog({ view, id, name, onClose }: Props) {
  const { secret, create } = useText();
  const api = useApi();
  const queries = useQueryClient();
  const rotation = useMutation({
    mutationFn: () => api.call('clients_rotate_secret', { path: { id } }),
    gcTime: 0,
    onSuccess: () => forget(queries, [view.operations.show]),
  });
  const made = rotation.data?.value.client_secret;
  if (made !== undefined)
    return (
      <ToldOnce
        title={create.secretTitle}
        lead={create.secretHint}
        label={create.secretTitle}
        value={made}
        onClose={onClose}
      />
    );
  return (
    <Dialog title={secret.title(name)} isAlert onClose={onClose}>
      <p>{secret.lead}</p>
      <DialogEnd
        weight="danger"
        isBusy={rotation.isPending}
        onConfirm={() => rotation.mutate()}
        confirm={secret.confirm}
        failure={rotation.error?.message}
        onClose={onClose}
      />
    </Dialog>
  );
}
