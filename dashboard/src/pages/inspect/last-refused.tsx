/**
 * The requests that were refused last, each to be taken by its reference.
 */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { may } from '../../api/client.ts';
import { asked, useApi } from '../../api/queries.ts';
import { INSPECT_TEXTS } from '../../text/inspect/index.ts';
import { useTexts } from '../../text/subject.ts';
import { When } from '../logs/event-table.tsx';
import { logEvents } from '../logs/log-event.ts';
import { logQuery } from '../logs/log-search.ts';

const MOST = 6;

export function LastRefused({ reference }: { readonly reference: string | undefined }) {
  const api = useApi();
  const text = useTexts(INSPECT_TEXTS);
  const query = { q: logQuery({ type: 'refused' }, 0), per_page: MOST };
  const isOpen = may(api, 'logs_list');
  const { data } = useQuery({ ...asked(api, 'logs_list', { query }), enabled: isOpen });
  const events = logEvents(data?.value);
  if (!isOpen) return null;
  return (
    <section className="card stack" aria-label={text.lastRefused} aria-busy={!data}>
      <h2>{text.lastRefused}</h2>
      {data && events.length === 0 && <p className="hint">{text.noneRefused}</p>}
      <ul className="rows taken">
        {events.map(({ log_id, date, details, client_name, client_id }) => (
          <li key={log_id}>
            <Link
              to="/inspect"
              search={{ reference: details.request_id }}
              aria-current={details.request_id === reference || undefined}
            >
              <strong>{client_name ?? client_id ?? details.event}</strong>
              <code>{details.reason ?? details.event}</code>
              <small>
                <When date={date} />
              </small>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
