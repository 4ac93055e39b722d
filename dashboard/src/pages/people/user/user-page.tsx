/**
 * Somebody: why they cannot sign in, who they are, what they have, and what may be done for them.
 */

import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApi } from '../../../api/queries.ts';
import { USER_VIEW } from '../../../kinds/user.ts';
import { nameOf } from '../../../kinds/views.ts';
import { Button } from '../../../parts/button.tsx';
import { Copyable } from '../../../parts/copyable.tsx';
import { download } from '../../../parts/download.ts';
import { Failed } from '../../../parts/failed.tsx';
import { PartLinks } from '../../../parts/part-links.tsx';
import { useToast } from '../../../parts/toasts.tsx';
import { useReason } from '../../../record/reason.ts';
import { useRecord } from '../../../record/record-frame.tsx';
import type { Stored } from '../../../record/stored.ts';
import { useOpen } from '../../../record/use-open.ts';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { useText } from '../../../text/use-text.ts';
import { ActButton } from './act-button.tsx';
import { FactorsPart } from './factors-part.tsx';
import { GrantsPart } from './grants-part.tsx';
import { LogPart } from './log-part.tsx';
import { Obstacles } from './obstacles.tsx';
import { PermissionsPart } from './permissions-part.tsx';
import { ProfilePart } from './profile-part.tsx';
import { RawPart } from './raw-part.tsx';
import { RolesPart } from './roles-part.tsx';
import { SessionsPart } from './sessions-part.tsx';
import { UserDialogs } from './user-dialogs.tsx';
import { USER_PARTS, type UserDialog, type UserPart, type UserSearch } from './user-search.ts';

type Shown = {
  readonly id: string;
  readonly stored: Stored;
  readonly page: number;
  readonly from: string | undefined;
};

const PARTS: Readonly<Record<UserPart, (shown: Shown) => ReactNode>> = {
  profile: ({ id, stored }) => <ProfilePart id={id} stored={stored} />,
  sessions: ({ id, from }) => <SessionsPart id={id} from={from} />,
  factors: ({ id }) => <FactorsPart id={id} />,
  grants: ({ id, page }) => <GrantsPart id={id} page={page} />,
  roles: ({ id, page }) => <RolesPart id={id} page={page} />,
  permissions: ({ id, page }) => <PermissionsPart id={id} page={page} />,
  log: ({ id, page }) => <LogPart id={id} page={page} />,
  raw: ({ stored }) => <RawPart record={stored.record} />,
};

export function UserPage({ id, search }: { readonly id: string; readonly search: UserSearch }) {
  const text = useText();
  const { parts, partsOf } = useTexts(PEOPLE_TEXTS);
  const stored = useRecord(USER_VIEW, id);
  const { part = 'profile', dialog, of = '', page = 1, from } = search;
  const { record, version } = stored;
  const name = nameOf(USER_VIEW, record);
  return (
    <>
      <nav className="crumbs">
        <Link to="/$section" params={{ section: 'users' }}>
          {text.kinds.users.many}
        </Link>
      </nav>
      <header className="page-head">
        <div>
          <h1>
            <bdi>{name}</bdi>
          </h1>
          <Copyable label={text.columns.user_id} value={id} />
        </div>
        <Tools id={id} isBlocked={record['blocked'] === true} />
      </header>
      <Obstacles id={id} />
      <PartLinks
        label={partsOf(name)}
        names={USER_PARTS}
        link={(one) => (
          <Link
            to="/users/$id"
            params={{ id }}
            search={one === 'profile' ? {} : { part: one }}
            activeOptions={{ exact: true }}
            aria-current={one === part ? 'page' : undefined}
          >
            {parts[one]}
          </Link>
        )}
      />
      {PARTS[part]({ id, stored, page, from })}
      {dialog && <UserDialogs {...{ id, record, name, version, dialog, of }} />}
    </>
  );
}

function Tools({ id, isBlocked }: { readonly id: string; readonly isBlocked: boolean }) {
  const { remove, kinds } = useText();
  const { exported } = useTexts(PEOPLE_TEXTS);
  const open = useOpen<UserDialog>();
  const api = useApi();
  const toast = useToast();
  const mayExport = useReason('users_export');
  const mayRemove = useReason('users_delete');
  const taking = useMutation({
    mutationFn: () => api.call('users_export', { path: { id } }),
    gcTime: 0,
    onSuccess({ value }) {
      download('user.json', JSON.stringify(value, null, 2));
      toast(exported.done);
    },
  });
  return (
    <div>
      <p className="tools">
        <ActButton act={isBlocked ? 'unblock' : 'block'} />
        <Button
          weight="secondary"
          reason={mayExport}
          isBusy={taking.isPending}
          onPress={() => taking.mutate()}
        >
          {exported.button}
        </Button>
        <Button weight="danger" reason={mayRemove} onPress={() => open('delete')}>
          {remove.button(kinds.users.one)}
        </Button>
      </p>
      <Failed says={taking.error?.message} />
    </div>
  );
}
