/**
 * What somebody may do at APIs, with where each comes from: given directly, or by a role.
 */

import type { Document } from '../../../kinds/view.ts';
import { Button } from '../../../parts/button.tsx';
import { Answered } from '../../../record/answered.tsx';
import { useReason } from '../../../record/reason.ts';
import { isDocument } from '../../../record/stored.ts';
import { useOpen } from '../../../record/use-open.ts';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { Entries, entriesIn } from '../shown/entries.tsx';
import { pageQuery } from '../shown/page-query.ts';
import { ActButton } from './act-button.tsx';
import { permissionKey } from './acts.ts';
import { UserPages } from './user-pages.tsx';
import type { UserDialog } from './user-search.ts';

export function PermissionsPart({ id, page }: { readonly id: string; readonly page: number }) {
  const { parts, none, columns, give } = useTexts(PEOPLE_TEXTS);
  const open = useOpen<UserDialog>();
  const reason = useReason('user_permissions_add');
  return (
    <>
      <p className="tools">
        <Button weight="secondary" reason={reason} onPress={() => open('give_permissions')}>
          {give.permissions}
        </Button>
      </p>
      <Answered id="user_permissions_list" said={{ path: { id }, query: pageQuery(page) }}>
        {(value) => (
          <>
            <Entries
              label={parts.permissions}
              entries={entriesIn<Document>(value, 'permissions').map(readHeld)}
              keyOf={permissionKey}
              none={none.permissions}
              columns={[
                { title: columns.scope, shows: (held) => <strong>{held.permission_name}</strong> },
                {
                  title: columns.api,
                  shows: (held) => <bdi>{held.apiName}</bdi>,
                  isMinor: true,
                },
                {
                  title: columns.from,
                  shows: ({ isDirect, roles }) =>
                    [...(isDirect ? [give.direct] : []), ...roles.map(give.byRole)].join(', '),
                },
                {
                  title: columns.acts,
                  shows: (held) =>
                    held.isDirect && (
                      <ActButton
                        act="take_permission"
                        of={permissionKey(held)}
                        about={held.permission_name}
                      />
                    ),
                },
              ]}
            />
            <UserPages {...{ id, page, part: 'permissions', value }} />
          </>
        )}
      </Answered>
    </>
  );
}

/** What is held, and from where. */
function readHeld(held: Document) {
  const sources = Array.isArray(held['sources']) ? held['sources'].filter(isDocument) : [];
  return {
    resource_server_identifier: String(held['resource_server_identifier']),
    permission_name: String(held['permission_name']),
    apiName: String(held['resource_server_name'] ?? held['resource_server_identifier']),
    isDirect: sources.some((source) => source['source_type'] === 'DIRECT'),
    roles: sources.flatMap((source) =>
      source['source_type'] === 'ROLE' ? [String(source['source_name'])] : [],
    ),
  };
}
