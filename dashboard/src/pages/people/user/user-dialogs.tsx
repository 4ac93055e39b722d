/**
 * What lies over the page of a user.
 */
import { useQuery } from '@tanstack/react-query';
import { may } from '../../../api/client.ts';
import { useApi } from '../../../api/queries.ts';
import { USER_VIEW } from '../../../kinds/user.ts';
import type { Document } from '../../../kinds/view.ts';
import { ConfirmDialog } from '../../../record/confirm-dialog.tsx';
import { RemoveDialog } from '../../../record/remove-dialog.tsx';
import { useOpen } from '../../../record/use-open.ts';
import { askedWhole } from '../../../record/whole.ts';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { PermissionDialog } from '../shown/permission-dialog.tsx';
import { TickDialog } from '../shown/tick-dialog.tsx';
import { actOf, heldKey, isAct } from './acts.ts';
import { PasswordDialog } from './password-dialog.tsx';
import type { UserDialog } from './user-search.ts';

type Props = {
  readonly record: Document;
  readonly id: string;
  readonly name: string;
  readonly version: string | undefined;
  readonly dialog: UserDialog;
  readonly of: string;
};

export function UserDialogs({ record, id, name, version, dialog, of }: Props) {
  const { acts } = useTexts(PEOPLE_TEXTS);
  const open = useOpen<UserDialog>();
  const onClose = () => open(undefined);
  if (dialog === 'delete')
    return <RemoveDialog view={USER_VIEW} {...{ record, id, name, version, onClose }} />;
  if (dialog === 'set_password') return <PasswordDialog {...{ id, name, onClose }} />;
  if (dialog === 'give_roles') return <GiveRoles {...{ id, name, onClose }} />;
  if (dialog === 'give_permissions') return <GivePermissions {...{ id, name, onClose }} />;
  if (!isAct(dialog)) return null;
  const { operation, said, forgets, weight, tells } = actOf(dialog);
  const says = acts[dialog];
  return (
    <ConfirmDialog
      key={dialog}
      {...{ operation, forgets, weight, tells, onClose }}
      said={said(id, of)}
      says={{ ...says, title: says.title(name) }}
    />
  );
}

type Given = { readonly id: string; readonly name: string; readonly onClose: () => void };

function GiveRoles({ id, name, onClose }: Given) {
  const { give } = useTexts(PEOPLE_TEXTS);
  const api = useApi();
  const all = useQuery({ ...askedWhole(api, 'roles_list'), enabled: may(api, 'roles_list') });
  const own = useQuery(askedWhole(api, 'user_roles_list', { path: { id } }));
  const held = own.data && new Set(own.data.entries.map((role) => role['id']));
  const choices =
    held &&
    all.data?.entries
      .filter((role) => !held.has(role['id']))
      .map((role) => ({
        key: String(role['id']),
        name: String(role['name']),
        says: typeof role['description'] === 'string' ? role['description'] : undefined,
      }));
  return (
    <TickDialog
      title={give.rolesTitle(name)}
      choices={choices}
      operation="user_roles_add"
      said={(keys) => ({ path: { id }, body: { roles: keys } })}
      forgets={['user_roles_list', 'user_permissions_list', 'role_users_list']}
      onClose={onClose}
    />
  );
}

function GivePermissions({ id, name, onClose }: Given) {
  const api = useApi();
  const { data } = useQuery(askedWhole(api, 'user_permissions_list', { path: { id } }));
  const held = data && new Set(data.entries.flatMap(directKey));
  return (
    <PermissionDialog
      {...{ id, name, held, onClose }}
      operation="user_permissions_add"
      forgets={['user_permissions_list']}
    />
  );
}

/** What a role allows can be given directly as well. */
function directKey(held: Document): readonly string[] {
  const sources: unknown = held['sources'];
  const isDirect = JSON.stringify(sources ?? []).includes('"DIRECT"');
  return isDirect ? [heldKey(held)] : [];
}
