/**
 * A member gets another role, and no longer has those before; or is no member any more.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { forget, useApi } from '../../../api/queries.ts';
import { Dialog } from '../../../parts/dialog/dialog.tsx';
import { DialogEnd } from '../../../parts/dialog/dialog-end.tsx';
import { useToast } from '../../../parts/toasts.tsx';
import { ConfirmDialog } from '../../../record/confirm-dialog.tsx';
import { useReason } from '../../../record/reason.ts';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { nameOfHolder } from '../role/role-people.tsx';
import { MEMBER_ROLES, type Member, roleIdOf } from './members.ts';
import { RoleChoice } from './role-choice.tsx';

type Props = { readonly member: Member; readonly onClose: () => void };

const FORGETS = ['role_users_list', 'user_roles_list', 'user_permissions_list'] as const;

export function ChangeMember({ member, onClose }: Props) {
  const { members } = useTexts(PEOPLE_TEXTS);
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  const reason = useReason('user_roles_add');
  const [role, setRole] = useState(member.roles[0] ?? MEMBER_ROLES[0]);
  const { user_id: id, roles } = member;
  const changing = useMutation({
    async mutationFn() {
      // The new one first: nobody is without a role in between.
      if (!roles.includes(role))
        await api.call('user_roles_add', { path: { id }, body: { roles: [roleIdOf(role)] } });
      const others = roles.filter((one) => one !== role).map(roleIdOf);
      if (others.length > 0) await api.call('user_roles_remove', { path: { id }, body: { roles: others } });
    },
    async onSuccess() {
      toast(members.changed);
      onClose();
    },
    onSettled: () => forget(queries, FORGETS),
  });
  return (
    <Dialog title={members.changeTitle(nameOfHolder(member))} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (reason === undefined) changing.mutate();
        }}
      >
        <RoleChoice role={role} onChange={setRole} />
        <DialogEnd
          weight="primary"
          isBusy={changing.isPending}
          reason={reason}
          confirm={members.save}
          failure={changing.error?.message}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}

export function RemoveMember({ member, onClose }: Props) {
  const { members } = useTexts(PEOPLE_TEXTS);
  return (
    <ConfirmDialog
      operation="user_roles_remove"
      said={{ path: { id: member.user_id }, body: { roles: member.roles.map(roleIdOf) } }}
      forgets={FORGETS}
      says={{
        title: members.removeTitle(nameOfHolder(member)),
        lead: members.removeLead,
        button: members.remove,
        done: members.removed,
      }}
      weight="danger"
      onClose={onClose}
    />
  );
}
