/**
 * Before a key begins to sign, and before one is worth nothing any more: what comes of it.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { forget, useApi } from '../../api/queries.ts';
import { Dialog } from '../../parts/dialog/dialog.tsx';
import { DialogEnd } from '../../parts/dialog/dialog-end.tsx';
import { TypedDialog } from '../../parts/dialog/typed-dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { timeText } from '../../parts/time.tsx';
import { useToast } from '../../parts/toasts.tsx';
import { useReason } from '../../record/reason.ts';
import { useTexts } from '../../text/subject.ts';
import { TENANT_TEXTS } from '../../text/tenant/index.ts';
import { type Key, shortKid, stateOf } from './key-states.ts';

/** One thing done to the keys, once. */
function useKeyChange(
  change: () => Promise<unknown>,
  done: { readonly says: string; readonly onClose: () => void },
) {
  const queries = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: change,
    async onSuccess() {
      toast(done.says);
      done.onClose();
      await forget(queries, ['signing_keys_list']);
    },
  });
}

type RotateProps = { readonly keys: readonly Key[]; readonly onClose: () => void };

export function RotateDialog({ keys, onClose }: RotateProps) {
  const { keys: text } = useTexts(TENANT_TEXTS);
  const api = useApi();
  const reason = useReason('signing_keys_rotate');
  const rotation = useKeyChange(() => api.call('signing_keys_rotate'), { says: text.rotated, onClose });
  const youngest = keys
    .map(({ may_sign_from = '' }) => may_sign_from)
    .sort()
    .at(-1);
  const isYoung = youngest !== undefined && youngest > new Date().toISOString();
  return (
    <Dialog title={text.rotateTitle} isAlert onClose={onClose}>
      <p>{text.rotateLead}</p>
      {isYoung && !rotation.error && (
        <Notice tone="notice">
          <p>{text.rotateYoung(timeText(youngest))}</p>
        </Notice>
      )}
      <DialogEnd
        weight="primary"
        reason={reason}
        isBusy={rotation.isPending}
        onConfirm={() => rotation.mutate()}
        confirm={text.rotate}
        failure={rotation.error?.message}
        onClose={onClose}
      />
    </Dialog>
  );
}

type RevokeProps = { readonly signing: Key; readonly onClose: () => void };

export function RevokeDialog({ signing, onClose }: RevokeProps) {
  const { keys: text } = useTexts(TENANT_TEXTS);
  const api = useApi();
  const { kid } = signing;
  const short = shortKid(kid);
  const revocation = useKeyChange(() => api.call('signing_keys_revoke', { path: { kid } }), {
    says: text.revoked,
    onClose,
  });
  const barred = useReason('signing_keys_revoke');
  return (
    <TypedDialog
      title={text.revokeTitle}
      name={short}
      asks={text.type(short)}
      confirm={text.confirm}
      barred={barred}
      isBusy={revocation.isPending}
      failure={revocation.error?.message}
      onConfirm={() => revocation.mutate()}
      onClose={onClose}
    >
      <p>
        <code>{kid}</code>
      </p>
      <p>{text.revokeLead}</p>
      <ul className="takes">
        {text.ends[stateOf(signing)].map((end) => (
          <li key={end}>{end}</li>
        ))}
      </ul>
    </TypedDialog>
  );
}
