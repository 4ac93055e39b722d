/**
 * The log: what happened, the newest first, or while it happens.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { may, scopesOf } from '../../api/client.ts';
import { useApi } from '../../api/queries.ts';
import { KEPT, useTail } from '../../api/tail.ts';
import { Notice } from '../../parts/notice.tsx';
import { LOGS_TEXTS } from '../../text/logs/index.ts';
import { useTexts } from '../../text/subject.ts';
import { useText } from '../../text/use-text.ts';
import { Failure } from '../failure.tsx';
import { EventTable } from './event-table.tsx';
import { logEvents } from './log-event.ts';
import { type LogSearch, logQuery, logsQuestion, PER_PAGE } from './log-search.ts';
import { LogTools } from './log-tools.tsx';

type Props = { readonly search: LogSearch };

export function LogsPage({ search }: Props) {
  const text = useTexts(LOGS_TEXTS);
  const api = useApi();
  const isOpen = may(api, 'logs_list');
  const { live, before: _, since: __, ...filters } = search;
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{text.title}</h1>
          <p className="lead">{text.lead}</p>
        </div>
        {isOpen && (
          <Link
            className={live ? 'button secondary' : 'button primary'}
            to="/logs"
            search={live ? filters : { ...filters, live: true }}
          >
            {live ? text.liveStop : text.live}
          </Link>
        )}
      </header>
      {isOpen ? (
        <section className="card" aria-label={text.title}>
          <LogTools key={JSON.stringify(search)} search={search} />
          {live ? <Live search={filters} /> : <Found search={search} />}
        </section>
      ) : (
        <NotAllowed />
      )}
    </>
  );
}

function NotAllowed() {
  const { may: says } = useText();
  return (
    <div className="card nothing">
      <h2>{says.notAllowed}</h2>
      <p>{says.hint(scopesOf('logs_list').join(' / '))}</p>
    </div>
  );
}

function Found({ search }: Props) {
  const api = useApi();
  const text = useTexts(LOGS_TEXTS);
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...logsQuestion(api, search),
    placeholderData: keepPreviousData,
  });
  const { before, ...filters } = search;
  if (error && !data) return <Failure error={error} onAgain={() => void refetch()} />;
  const events = logEvents(data?.value);
  const shown = events.slice(0, PER_PAGE);
  const last = events.length > PER_PAGE ? shown.at(-1)?.log_id : undefined;
  if (data && shown.length === 0) return <Nothing isNarrowed={Object.keys(search).length > 0} />;
  return (
    <div aria-busy={isPlaceholderData}>
      <EventTable events={shown} />
      {(before !== undefined || last !== undefined) && (
        <nav className="pages end" aria-label={text.older}>
          {before !== undefined && (
            <Link className="button secondary" to="/logs" search={filters}>
              {text.newest}
            </Link>
          )}
          {last !== undefined && (
            <Link className="button secondary" to="/logs" search={{ ...filters, before: last }}>
              {text.older}
            </Link>
          )}
        </nav>
      )}
    </div>
  );
}

function Nothing({ isNarrowed }: { readonly isNarrowed: boolean }) {
  const text = useTexts(LOGS_TEXTS);
  return (
    <div className="nothing">
      <h2>{isNarrowed ? text.noMatch : text.none}</h2>
      <p>{isNarrowed ? text.noMatchHint : text.noneHint}</p>
      {isNarrowed && (
        <Link className="button secondary" to="/logs" search={{}}>
          {text.clear}
        </Link>
      )}
    </div>
  );
}

/** Of a filter what can be watched: no page, and no time before now. */
function Live({ search }: Props) {
  const text = useTexts(LOGS_TEXTS);
  const { state, events, refused } = useTail({ q: logQuery(search, 0) });
  const shown = logEvents(events);
  if (refused !== undefined)
    return (
      <Notice tone="alert">
        <p>{refused}</p>
      </Notice>
    );
  const says = { off: '', connecting: text.connecting, watching: text.watching, broken: text.broken };
  return (
    <>
      <p className="live-state" data-state={state} role="status">
        {says[state]}
      </p>
      {shown.length === 0 ? <p className="nothing">{text.waiting}</p> : <EventTable events={shown} />}
      {shown.length >= KEPT && <p className="hint pages">{text.newest500}</p>}
    </>
  );
}
