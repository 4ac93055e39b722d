/**
 * What happened to somebody, the newest first: each with its reference, why it was refused and what helps, as `tacit why` says it.
 */
import type { Answer } from '../../../api/client.ts';
import { Time } from '../../../parts/time.tsx';
import { Answered } from '../../../record/answered.tsx';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useLanguage, useTexts } from '../../../text/subject.ts';
import { Entries, entriesIn } from '../shown/entries.tsx';
import { pageQuery } from '../shown/page-query.ts';
import { textOf } from '../shown/text-of.ts';
import { UserPages } from './user-pages.tsx';

type Event = Answer<'logs_show'>['value'];

export function LogPart({ id, page }: { readonly id: string; readonly page: number }) {
  const { parts, none, columns } = useTexts(PEOPLE_TEXTS);
  return (
    <Answered id="users_logs" said={{ path: { id }, query: pageQuery(page) }}>
      {(value) => (
        <>
          <Entries
            label={parts.log}
            entries={entriesIn<Event>(value, 'logs')}
            keyOf={(event) => String(event.log_id)}
            none={none.log}
            columns={[
              { title: columns.when, shows: ({ date }) => <Time at={date} /> },
              { title: columns.what, shows: (event) => <What event={event} /> },
              { title: columns.application, shows: applicationOf, isMinor: true },
              { title: columns.place, shows: ({ ip }) => <code className="ip">{ip}</code>, isMinor: true },
              {
                title: columns.reference,
                shows: ({ details }) => <code>{details?.request_id}</code>,
                isMinor: true,
              },
            ]}
          />
          <UserPages {...{ id, page, part: 'log', value }} />
        </>
      )}
    </Answered>
  );
}

function applicationOf({ client_name, client_id }: Event) {
  return <bdi>{client_name ?? client_id}</bdi>;
}

/** In the server's words; in another language than theirs the reason is said in that as well. */
function What({ event: { description, details } }: { readonly event: Event }) {
  const { why } = useTexts(PEOPLE_TEXTS);
  const isEnglish = useLanguage() === 'en';
  const ours = isEnglish ? undefined : textOf(why.reasons, details?.reason);
  return (
    <>
      <span className="says" lang="en">
        {description}
      </span>
      {ours !== undefined && <small>{ours}</small>}
      {details?.remedy !== undefined && (
        <small className="says" lang="en">
          {details.remedy}
        </small>
      )}
    </>
  );
}
