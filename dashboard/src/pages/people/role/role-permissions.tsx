/**
 * What a role allows at APIs.
 */
import { Link } from '@tanstack/react-router';
import { Button } from '../../../parts/button.tsx';
import { Pages } from '../../../parts/pages.tsx';
import { Answered } from '../../../record/answered.tsx';
import { useReason } from '../../../record/reason.ts';
import { useOpen } from '../../../record/use-open.ts';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { Entries, entriesIn } from '../shown/entries.tsx';
import { PER_PAGE, pageQuery, totalOf } from '../shown/page-query.ts';
import { type Permission, permissionKey } from '../user/acts.ts';
import type { RoleDialog } from './role-search.ts';

type Held = Permission & { readonly resource_server_name?: string; readonly description?: string };

type Props = { readonly id: string; readonly page: number; readonly barred: string | undefined };

export function RolePermissions({ id, page, barred }: Props) {
  const { parts, none, columns, give, acts } = useTexts(PEOPLE_TEXTS);
  const open = useOpen<RoleDialog>();
  const notAllowed = useReason('role_permissions_add');
  const reason = barred ?? notAllowed;
  return (
    <>
      <p className="tools">
        <Button weight="secondary" reason={reason} onPress={() => open('add_permissions')}>
          {give.permissions}
        </Button>
      </p>
      <Answered id="role_permissions_list" said={{ path: { id }, query: pageQuery(page) }}>
        {(value) => (
          <>
            <Entries
              label={parts.permissions}
              entries={entriesIn<Held>(value, 'permissions')}
              keyOf={permissionKey}
              none={none.rolePermissions}
              columns={[
                {
                  title: columns.scope,
                  shows: ({ permission_name, description }) => (
                    <>
                      <strong>{permission_name}</strong>
                      {description !== undefined && <small>{description}</small>}
                    </>
                  ),
                },
                {
                  title: columns.api,
                  shows: (held) => <bdi>{held.resource_server_name ?? held.resource_server_identifier}</bdi>,
                  isMinor: true,
                },
                {
                  title: columns.acts,
                  shows: (held) => (
                    <Button
                      weight="secondary"
                      reason={reason}
                      label={`${acts.take_permission.button}: ${held.permission_name}`}
                      onPress={() => open('take_permission', permissionKey(held))}
                    >
                      {acts.take_permission.button}
                    </Button>
                  ),
                },
              ]}
            />
            <Pages
              page={page}
              per={PER_PAGE}
              total={totalOf(value)}
              turn={(next, says) => (
                <Link
                  className="button secondary"
                  to="/roles/$id"
                  params={{ id }}
                  search={{ part: 'permissions', page: next }}
                >
                  {says}
                </Link>
              )}
            />
          </>
        )}
      </Answered>
    </>
  );
}
