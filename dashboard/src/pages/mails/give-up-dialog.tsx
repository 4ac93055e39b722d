/**
 * A mail of the tenant's is to say what the server says again.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { forget, useApi } from '../../api/queries.ts';
import { Dialog } from '../../parts/dialog/dialog.tsx';
import { DialogEnd } from '../../parts/dialog/dialog-end.tsx';
import { MAILS_TEXTS } from '../../text/mails/index.ts';
import { useTexts } from '../../text/subject.ts';

type Props = {
  readonly template: string;
  /** What was looked at is what goes. */
  readonly version: string | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
};

export function GiveUpDialog({ template, version, onClose, onDone }: Props) {
  const { editor } = useTexts(MAILS_TEXTS);
  const api = useApi();
  const queries = useQueryClient();
  const removal = useMutation({
    mutationFn: () =>
      api.call('email_templates_set', { path: { templateName: template }, body: { body: null }, version }),
    async onSuccess() {
      onDone();
      onClose();
      await forget(queries, ['email_templates_show', 'email_templates_list', 'email_templates_preview']);
    },
  });
  return (
    <Dialog title={editor.backTitle} isAlert onClose={onClose}>
      <p>{editor.backLead}</p>
      <DialogEnd
        weight="danger"
        isBusy={removal.isPending}
        onConfirm={() => removal.mutate()}
        confirm={editor.backConfirm}
        failure={removal.error?.message}
        onClose={onClose}
      />
    </Dialog>
  );
}
