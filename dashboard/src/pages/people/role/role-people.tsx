/**
 * Who has a role.
 */
import { Link } from '@tanstack/react-router';
import { Button } from '../../../parts/button.tsx';
import { Pages } from '../../../parts/pages.tsx';
import { Answered } from '../../../record/answered.tsx';
import { useReason } from '../../../record/reason.ts';
import { useOpen } from '../../../record/use-open.ts';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { useText } from '../../../text/use-text.ts';
import { Entries, entriesIn } from '../shown/entries.tsx';
import { PER_PAGE, pageQuery, totalOf } from '../shown/page-query.ts';
import type { RoleDialog } from './role-search.ts';

export type Holder = { readonly user_id: string; readonly email?: string; readonly name?: string };

export function RolePeople({ id, page }: { readonly id: string; readonly page: number }) {
  const text = useText();
  const { parts, none, columns, give, acts } = useTexts(PEOPLE_TEXTS);
  const open = useOpen<RoleDialog>();
  const mayGive = useReason('role_users_add');
  const mayTake = useReason('user_roles_remove');
  return (
    <>
      <p className="tools">
        <Button weight="secondary" reason={mayGive} onPress={() => open('give_people')}>
          {give.people}
        </Button>
      </p>
      <Answered id="role_users_list" said={{ path: { id }, query: pageQuery(page) }}>
        {(value) => (
          <>
            <Entries
              label={parts.people}
              entries={entriesIn<Holder>(value, 'users')}
              keyOf={(one) => one.user_id}
              none={none.people}
              columns={[
                {
                  title: columns.person,
                  shows: (one) => (
                    <Link to="/users/$id" params={{ id: one.user_id }}>
                      <bdi>{nameOfHolder(one)}</bdi>
                    </Link>
                  ),
                },
                {
                  title: text.columns.email,
                  shows: ({ email }) => <bdi>{email}</bdi>,
                  isMinor: true,
                },
                {
                  title: columns.acts,
                  shows: (one) => (
                    <Button
                      weight="secondary"
                      reason={mayTake}
                      label={`${acts.take_role.button}: ${nameOfHolder(one)}`}
                      onPress={() => open('take_person', one.user_id)}
                    >
                      {acts.take_role.button}
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
                  search={{ part: 'people', page: next }}
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

export function nameOfHolder({ name, email, user_id }: Holder): string {
  return name ?? email ?? user_id;
}
