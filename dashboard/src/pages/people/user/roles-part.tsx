/**
 * The roles of somebody.
 */
import { Link } from '@tanstack/react-router';
import type { Answer } from '../../../api/client.ts';
import { Button } from '../../../parts/button.tsx';
import { Answered } from '../../../record/answered.tsx';
import { useReason } from '../../../record/reason.ts';
import { useOpen } from '../../../record/use-open.ts';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { useText } from '../../../text/use-text.ts';
import { Entries, entriesIn } from '../shown/entries.tsx';
import { pageQuery } from '../shown/page-query.ts';
import { ActButton } from './act-button.tsx';
import { UserPages } from './user-pages.tsx';
import type { UserDialog } from './user-search.ts';

type Role = Answer<'roles_show'>['value'];

export function RolesPart({ id, page }: { readonly id: string; readonly page: number }) {
  const text = useText();
  const { parts, none, columns, give } = useTexts(PEOPLE_TEXTS);
  const open = useOpen<UserDialog>();
  const reason = useReason('user_roles_add');
  return (
    <>
      <p className="tools">
        <Button weight="secondary" reason={reason} onPress={() => open('give_roles')}>
          {give.roles}
        </Button>
      </p>
      <Answered id="user_roles_list" said={{ path: { id }, query: pageQuery(page) }}>
        {(value) => (
          <>
            <Entries
              label={parts.roles}
              entries={entriesIn<Role>(value, 'roles')}
              keyOf={(role) => String(role.id)}
              none={none.roles}
              columns={[
                {
                  title: columns.role,
                  shows: (role) => (
                    <Link to="/roles/$id" params={{ id: String(role.id) }}>
                      <bdi>{role.name}</bdi>
                    </Link>
                  ),
                },
                {
                  title: text.columns.description,
                  shows: ({ description }) => <bdi>{description}</bdi>,
                  isMinor: true,
                },
                {
                  title: columns.acts,
                  shows: (role) => (
                    <ActButton act="take_role" of={String(role.id)} about={String(role.name)} />
                  ),
                },
              ]}
            />
            <UserPages {...{ id, page, part: 'roles', value }} />
          </>
        )}
      </Answered>
    </>
  );
}
