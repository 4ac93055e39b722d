/**
 * What somebody has agreed to: which application may do what for them.
 */
import { Link } from '@tanstack/react-router';
import type { Answer } from '../../../api/client.ts';
import { Scopes } from '../../../parts/scopes.tsx';
import { Answered } from '../../../record/answered.tsx';
import { useClientNames } from '../../../record/client-names.ts';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { Entries, entriesIn } from '../shown/entries.tsx';
import { pageQuery } from '../shown/page-query.ts';
import { ActButton } from './act-button.tsx';
import { UserPages } from './user-pages.tsx';

type Grant = Extract<Answer<'grants_list'>['value'], readonly unknown[]>[number];

export function GrantsPart({ id, page }: { readonly id: string; readonly page: number }) {
  const { parts, none, columns } = useTexts(PEOPLE_TEXTS);
  const nameOf = useClientNames();
  return (
    <Answered id="grants_list" said={{ query: { user_id: id, ...pageQuery(page) } }}>
      {(value) => (
        <>
          <Entries
            label={parts.grants}
            entries={entriesIn<Grant>(value, 'grants')}
            keyOf={(grant) => grant.id}
            none={none.grants}
            columns={[
              {
                title: columns.application,
                shows: ({ clientID }) => (
                  <Link to="/$section/$id" params={{ section: 'applications', id: clientID }}>
                    <bdi>{nameOf(clientID)}</bdi>
                  </Link>
                ),
              },
              { title: columns.api, shows: ({ audience }) => <code>{audience}</code>, isMinor: true },
              { title: columns.scopes, shows: ({ scope }) => <Scopes names={scope} /> },
              {
                title: columns.acts,
                shows: ({ id: of, clientID }) => (
                  <ActButton act="withdraw" of={of} about={nameOf(clientID)} />
                ),
              },
            ]}
          />
          <UserPages {...{ id, page, part: 'grants', value }} />
        </>
      )}
    </Answered>
  );
}
