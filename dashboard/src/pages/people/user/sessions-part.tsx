/**
 * Where somebody is signed in.
 */
import { Link } from '@tanstack/react-router';
import type { Answer } from '../../../api/client.ts';
import { Time } from '../../../parts/time.tsx';
import { Answered } from '../../../record/answered.tsx';
import { useClientNames } from '../../../record/client-names.ts';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import type { PeopleText } from '../../../text/people/text.ts';
import { useTexts } from '../../../text/subject.ts';
import { useText } from '../../../text/use-text.ts';
import { Entries } from '../shown/entries.tsx';
import { textOf } from '../shown/text-of.ts';
import { ActButton } from './act-button.tsx';

type Session = Answer<'user_sessions_list'>['value']['sessions'][number];

export function SessionsPart({ id, from }: { readonly id: string; readonly from: string | undefined }) {
  const { list } = useText();
  const { parts, none, columns, ways } = useTexts(PEOPLE_TEXTS);
  const nameOf = useClientNames();
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
                        <bdi>{clients.map(({ client_id }) => nameOf(client_id)).join(', ')}</bdi>
                      </small>
                    </>
                  ),
                },
                {
                  title: columns.place,
                  shows: ({ device }) => <code className="ip">{device?.last_ip}</code>,
                  isMinor: true,
                },
                { title: columns.ways, shows: (one) => waysOf(one, ways), isMinor: true },
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

/** Of RFC 8176: that somebody was there, and that it was two factors, is said by the others. */
const TOLD: ReadonlySet<string> = new Set(['user', 'mfa']);

function waysOf({ authentication }: Session, ways: PeopleText['ways']): string {
  const names = authentication.methods.map(({ name }) => name).filter((name) => !TOLD.has(name));
  return names.map((name) => textOf(ways, name) ?? name).join(', ');
}
