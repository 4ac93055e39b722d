/**
 * The mail server of the tenant is removed, with its password.
 */
import { ConfirmDialog } from '../../record/confirm-dialog.tsx';
import { MAILS_TEXTS } from '../../text/mails/index.ts';
import { useTexts } from '../../text/subject.ts';

type Props = { readonly version: string | undefined; readonly onClose: () => void };

export function RemoveServerDialog({ version, onClose }: Props) {
  const { server } = useTexts(MAILS_TEXTS);
  return (
    <ConfirmDialog
      operation="email_provider_delete"
      said={{ version }}
      forgets={['email_provider_show']}
      says={{
        title: server.removeTitle,
        lead: server.removeLead,
        button: server.remove,
        done: server.removed,
      }}
      weight="danger"
      onClose={onClose}
    />
  );
}
