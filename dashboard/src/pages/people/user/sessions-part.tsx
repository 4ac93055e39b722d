/**
 * Where somebody is signed in.
 */
import { Link } from '@tanstack/react-router';
import type { Answer } from '../../../api/client.ts';
import { Time } from '../../../parts/time.tsx';
import { Answered } from '../../../record/answered.tsx';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { useText } from '../../../text/use-text.ts';
import { Entries } from '../shown/entries.tsx';
import { ActButton } from './act-button.tsx';

type Session = Answer<'user_sessions_list'>['value']['sessions'][number];

export function SessionsPart({ id, from }: { readonly id: string; readonly from: string | undefined }) {
  const { list } = useText();
  const { parts, none, columns } = useTexts(PEOPLE_TEXTS);
  const query = from === undefined ? { take: 50 } : { take: 50, from };
  return (
    <>
      <p className="tools">
        <ActButton act="sign_out" weight="danger" />
        <ActButton act="forget_devices" />
      </p>
      <Answered id="user_sessions_list" said={{ path: { id }, query }}>
        {({ sessions, next }) => (
          <>
            <Entries
              label={parts.sessions}
              entries={sessions}
              keyOf={(session: Session) => session.id}
              none={none.sessions}
              columns={[
                {
                  title: columns.device,
                  shows: ({ device, clients }) => (
                    <>
                      <bdi>{device?.last_user_agent ?? device?.last_ip ?? '?'}</bdi>
                      <small>
                        <bdi>{clients.map(({ client_id }) => client_id).join(', ')}</bdi>
                      </small>
                    </>
                  ),
                },
                {
                  title: columns.place,
                  shows: ({ device }) => <code>{device?.last_ip}</code>,
                  isMinor: true,
                },
                { title: columns.ways, shows: waysOf, isMinor: true },
                {
                  title: columns.used,
                  shows: (one) => <Time at={one.last_interacted_at} />,
                  isMinor: true,
                },
                {
                  title: columns.acts,
                  shows: ({ id: sid, device }) => (
                    <ActButton act="end_session" of={sid} about={device?.last_user_agent ?? sid} />
                  ),
                },
              ]}
            />
            {next !== undefined && (
              <Link
                className="button secondary"
                to="/users/$id"
                params={{ id }}
                search={{ part: 'sessions', from: next }}
              >
                {list.next}
              </Link>
            )}
          </>
        )}
      </Answered>
    </>
  );
}

function waysOf({ authentication }: Session): string {
  return authentication.methods.map(({ name }) => name).join(', ');
}
