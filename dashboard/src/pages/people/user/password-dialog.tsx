/**
 * A password that somebody else chooses, judged by the tenant's policy; it is in this component and nowhere else.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { forget, useApi } from '../../../api/queries.ts';
import { Dialog } from '../../../parts/dialog/dialog.tsx';
import { DialogEnd } from '../../../parts/dialog/dialog-end.tsx';
import { useToast } from '../../../parts/toasts.tsx';
import { useReason } from '../../../record/reason.ts';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';

type Props = { readonly id: string; readonly name: string; readonly onClose: () => void };

export function PasswordDialog({ id, name, onClose }: Props) {
  const { password } = useTexts(PEOPLE_TEXTS);
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  const reason = useReason('users_update');
  const inputId = useId();
  const [typed, setTyped] = useState('');
  const setting = useMutation({
    mutationFn: () => api.call('users_update', { path: { id }, body: { password: typed } }),
    gcTime: 0,
    async onSuccess() {
      toast(password.done);
      await forget(queries, ['users_show', 'user_sessions_list', 'user_diagnosis_show', 'users_logs']);
      onClose();
    },
  });
  return (
    <Dialog title={password.setTitle(name)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed !== '' && reason === undefined) setting.mutate();
        }}
      >
        <p>{password.setLead}</p>
        <label htmlFor={inputId}>{password.label}</label>
        <input
          id={inputId}
          type="password"
          autoComplete="new-password"
          value={typed}
          aria-invalid={setting.isError || undefined}
          aria-describedby={setting.isError ? `${inputId}-error` : undefined}
          onChange={({ target }) => setTyped(target.value)}
        />
        {setting.error && (
          <p className="error" id={`${inputId}-error`} role="alert">
            {setting.error.message}
          </p>
        )}
        <DialogEnd
          weight="primary"
          confirm={password.set}
          isBusy={setting.isPending}
          reason={reason ?? (typed === '' ? password.label : undefined)}
          failure={undefined}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
