/**
 * Somebody becomes a member by their address: whoever has an account here, or somebody for whom one is made.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { type Api, may } from '../../../api/client.ts';
import { forget, useApi } from '../../../api/queries.ts';
import { Dialog } from '../../../parts/dialog/dialog.tsx';
import { DialogEnd } from '../../../parts/dialog/dialog-end.tsx';
import { useToast } from '../../../parts/toasts.tsx';
import { ToldOnce } from '../../../parts/told-once.tsx';
import { useReason } from '../../../record/reason.ts';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { type MemberRole, roleIdOf } from './members.ts';
import { RoleChoice } from './role-choice.tsx';

const CONNECTION = 'Username-Password-Authentication';

/** The account of an address, made where there is none; `ticket`: by what somebody new chooses a password. */
async function accountOf(
  api: Api,
  email: string,
): Promise<{ readonly user_id: string; readonly ticket?: string }> {
  const { value: found } = await api.call('users_by_email_list', { query: { email } });
  const [there] = found;
  if (there?.user_id !== undefined) return { user_id: there.user_id };
  const body = { connection: CONNECTION, email, verify_email: false };
  const { value: made } = await api.call('users_create', { body });
  const user_id = String(made.user_id);
  const { value } = await api.call('password_change_ticket_create', {
    body: { user_id, mark_email_as_verified: true },
  });
  return { user_id, ticket: value.ticket };
}

export function AddMember({ onClose }: { readonly onClose: () => void }) {
  const { members, give } = useTexts(PEOPLE_TEXTS);
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  const reason = useReason('role_users_add');
  const inputId = useId();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<MemberRole>('viewer');
  const adding = useMutation({
    async mutationFn() {
      const account = await accountOf(api, email.trim());
      await api.call('role_users_add', { path: { id: roleIdOf(role) }, body: { users: [account.user_id] } });
      return account;
    },
    gcTime: 0,
    async onSuccess({ ticket }) {
      await forget(queries, ['role_users_list', 'user_roles_list', 'users_list']);
      if (ticket !== undefined) return;
      toast(members.added);
      onClose();
    },
  });
  const ticket = adding.data?.ticket;
  if (ticket !== undefined)
    return (
      <ToldOnce
        title={members.added}
        lead={members.made}
        label={members.made}
        value={ticket}
        onClose={onClose}
      />
    );
  return (
    <Dialog title={members.addTitle} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (email.trim() !== '' && reason === undefined) adding.mutate();
        }}
      >
        <label htmlFor={inputId}>{members.address}</label>
        <input
          id={inputId}
          type="email"
          autoComplete="off"
          aria-describedby={`${inputId}-hint`}
          value={email}
          onChange={({ target }) => setEmail(target.value)}
        />
        {may(api, 'users_create') && (
          <p className="hint" id={`${inputId}-hint`}>
            {members.unknown}
          </p>
        )}
        <RoleChoice role={role} onChange={setRole} />
        <DialogEnd
          weight="primary"
          isBusy={adding.isPending}
          reason={reason ?? (email.trim() === '' ? members.address : undefined)}
          confirm={give.confirm}
          failure={adding.error?.message}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
