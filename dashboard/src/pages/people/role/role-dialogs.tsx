/**
 * What lies over the page of a role.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { may } from '../../../api/client.ts';
import { asked, useApi } from '../../../api/queries.ts';
import { ROLE_VIEW } from '../../../kinds/role.ts';
import { userQuery } from '../../../kinds/user.ts';
import type { Document } from '../../../kinds/view.ts';
import { ConfirmDialog } from '../../../record/confirm-dialog.tsx';
import { RemoveDialog } from '../../../record/remove-dialog.tsx';
import { useOpen } from '../../../record/use-open.ts';
import { askedWhole } from '../../../record/whole.ts';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { entriesIn } from '../shown/entries.tsx';
import { PermissionDialog } from '../shown/permission-dialog.tsx';
import { TickDialog } from '../shown/tick-dialog.tsx';
import { heldKey, permissionIn } from '../user/acts.ts';
import { type Holder, nameOfHolder } from './role-people.tsx';
import type { RoleDialog } from './role-search.ts';

type Props = {
  readonly record: Document;
  readonly id: string;
  readonly name: string;
  readonly version: string | undefined;
  readonly dialog: RoleDialog;
  readonly of: string;
};

export function RoleDialogs({ record, id, name, version, dialog, of }: Props) {
  const { acts } = useTexts(PEOPLE_TEXTS);
  const open = useOpen<RoleDialog>();
  const onClose = () => open(undefined);
  const shown: Readonly<Record<RoleDialog, () => React.ReactNode>> = {
    delete: () => <RemoveDialog view={ROLE_VIEW} {...{ record, id, name, version, onClose }} />,
    add_permissions: () => <AddPermissions {...{ id, name, onClose }} />,
    give_people: () => <GivePeople {...{ id, name, onClose }} />,
    take_permission: () => (
      <ConfirmDialog
        operation="role_permissions_remove"
        said={{ path: { id }, body: { permissions: [permissionIn(of)] } }}
        forgets={['role_permissions_list', 'roles_show', 'user_permissions_list']}
        says={{ ...acts.take_permission, title: acts.take_permission.title(), lead: acts.take_role.lead }}
        weight="danger"
        onClose={onClose}
      />
    ),
    take_person: () => (
      <ConfirmDialog
        operation="user_roles_remove"
        said={{ path: { id: of }, body: { roles: [id] } }}
        forgets={['role_users_list', 'user_roles_list', 'user_permissions_list']}
        says={{ ...acts.take_role, title: acts.take_role.title() }}
        weight="danger"
        onClose={onClose}
      />
    ),
  };
  return shown[dialog]();
}

type Given = { readonly id: string; readonly name: string; readonly onClose: () => void };

function AddPermissions({ id, name, onClose }: Given) {
  const api = useApi();
  const { data } = useQuery(askedWhole(api, 'role_permissions_list', { path: { id } }));
  const held = data && new Set(data.entries.map(heldKey));
  return (
    <PermissionDialog
      {...{ id, name, held, onClose }}
      operation="role_permissions_add"
      forgets={['role_permissions_list', 'roles_show', 'user_permissions_list']}
    />
  );
}

/** As many as anybody looks through; who is not among them is named more exactly. */
const MOST_FOUND = 8;

function GivePeople({ id, name, onClose }: Given) {
  const { give } = useTexts(PEOPLE_TEXTS);
  const api = useApi();
  const inputId = useId();
  const [typed, setTyped] = useState('');
  const { data } = useQuery({
    ...asked(api, 'users_list', { query: { per_page: MOST_FOUND, q: userQuery(typed) } }),
    enabled: may(api, 'users_list'),
    placeholderData: keepPreviousData,
  });
  const found = data && entriesIn<Partial<Holder>>(data.value, 'users');
  const choices = found?.map(({ user_id = '', name: called, email }) => ({
    key: user_id,
    name: nameOfHolder({ user_id, ...(called ? { name: called } : {}), ...(email ? { email } : {}) }),
    says: email,
  }));
  return (
    <TickDialog
      title={give.peopleTitle(name)}
      choices={choices}
      operation="role_users_add"
      said={(users) => ({ path: { id }, body: { users } })}
      forgets={['role_users_list', 'user_roles_list', 'user_permissions_list']}
      onClose={onClose}
    >
      <label htmlFor={inputId}>{give.find}</label>
      <input
        id={inputId}
        type="search"
        autoComplete="off"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
    </TickDialog>
  );
}
