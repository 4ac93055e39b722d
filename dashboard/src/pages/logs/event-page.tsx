/**
 * One event of the log: why, what helps, and all that happened around it.
 */
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { may } from '../../api/client.ts';
import { asked, useApi } from '../../api/queries.ts';
import { Copyable } from '../../parts/copyable.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Sentence } from '../../parts/sentence.tsx';
import { LOGS_TEXTS } from '../../text/logs/index.ts';
import { useTexts } from '../../text/subject.ts';
import { EventTable, When } from './event-table.tsx';
import { isLogEvent, isTrouble, journeyQuery, type LogEvent, logEvents } from './log-event.ts';

export function EventPage({ id }: { readonly id: string }) {
  const api = useApi();
  const text = useTexts(LOGS_TEXTS);
  const { data } = useSuspenseQuery(asked(api, 'logs_show', { path: { id } }));
  const event: unknown = data.value;
  if (!isLogEvent(event)) throw new Error('An event of the log has an id and details.');
  const { details } = event;
  return (
    <>
      <nav className="crumbs">
        <Link to="/logs">{text.back}</Link>
      </nav>
      <header className="page-head">
        <div>
          <h1 className="sentence">
            <Sentence text={event.description} />
          </h1>
          <p className="lead">
            <When date={event.date} />
          </p>
        </div>
        {isTrouble(event) && may(api, 'diagnosis_show') && (
          <Link className="button primary" to="/inspect" search={{ reference: details.request_id }}>
            {text.inspect}
          </Link>
        )}
      </header>
      {details.remedy !== undefined && (
        <Notice tone="notice" title={text.remedy}>
          <p className="sentence">
            <Sentence text={details.remedy} />
          </p>
        </Notice>
      )}
      <Facts event={event} />
      <Journey event={event} />
      <div className="card">
        <h2>{text.raw}</h2>
        <Copyable label={text.raw} value={JSON.stringify(event, null, 2)} isBlock />
      </div>
    </>
  );
}

function Facts({ event }: { readonly event: LogEvent }) {
  const text = useTexts(LOGS_TEXTS);
  const { details, type, user_id, user_name, client_id, client_name, ip } = event;
  const { reason, detail, sent, actor, request_id } = details;
  return (
    <dl className="card facts">
      <Fact name={text.ourType} code={details.event} />
      <Fact name={text.auth0Type} code={type === details.event ? undefined : type} says={text.same} />
      {reason !== undefined && <Fact name={text.reason} code={reason} />}
      {user_id !== undefined && (
        <Fact name={text.user} code={user_id} says={user_name}>
          <Link to="/logs" search={{ user: user_id }}>
            {text.thisUser}
          </Link>
        </Fact>
      )}
      {client_id !== undefined && (
        <Fact name={text.client} code={client_id} says={client_name ?? undefined}>
          <Link to="/logs" search={{ client: client_id }}>
            {text.thisClient}
          </Link>
        </Fact>
      )}
      {ip !== undefined && <Fact name={text.address} code={ip} />}
      <Fact name={text.reference} code={request_id} />
      {sent !== undefined && <Fact name={text.sent} code={sent} />}
      {detail !== undefined && <Fact name={text.detail} code={detail} />}
      {actor !== undefined && <Fact name={text.actor} code={actor} />}
    </dl>
  );
}

type FactProps = {
  readonly name: string;
  readonly code: string | undefined;
  readonly says?: string | undefined;
  readonly children?: ReactNode;
};

function Fact({ name, code, says, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {says !== undefined && <bdi>{says}</bdi>} {code !== undefined && <code>{code}</code>} {children}
      </dd>
    </div>
  );
}

/** All rows of one sign-in fit one page. */
const MOST = 100;

function Journey({ event }: { readonly event: LogEvent }) {
  const api = useApi();
  const text = useTexts(LOGS_TEXTS);
  const query = { q: journeyQuery(event), sort: 'date:1', per_page: MOST };
  const { data } = useQuery(asked(api, 'logs_list', { query }));
  const events = logEvents(data?.value);
  return (
    <section className="card" aria-label={text.journey} aria-busy={!data}>
      <div className="card-head">
        <h2>{text.journey}</h2>
        <p className="hint">{text.journeyHint}</p>
      </div>
      {events.length > 0 && <EventTable events={events} here={event.log_id} />}
    </section>
  );
}
