/**
 * Events, a row each: when, what, who, by which application.
 */
import { Link } from '@tanstack/react-router';
import { Sentence } from '../../parts/sentence.tsx';
import { LOGS_TEXTS } from '../../text/logs/index.ts';
import { useLanguage, useTexts } from '../../text/subject.ts';
import { isTrouble, type LogEvent } from './log-event.ts';

type Props = {
  readonly events: readonly LogEvent[];
  /** The one that they stand beside. */
  readonly here?: string;
  /** What helps against each that was refused, and the way to its reason. */
  readonly isExplained?: true;
};

export function EventTable({ events, here, isExplained }: Props) {
  const text = useTexts(LOGS_TEXTS);
  return (
    <table className="list log">
      <thead>
        <tr>
          <th scope="col">{text.when}</th>
          <th scope="col">{text.what}</th>
          <th scope="col" className="minor">
            {text.who}
          </th>
          <th scope="col" className="minor">
            {text.where}
          </th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <Row
            key={event.log_id}
            event={event}
            isHere={event.log_id === here}
            isExplained={isExplained === true && isTrouble(event)}
          />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { readonly event: LogEvent; readonly isHere: boolean; readonly isExplained: boolean };

function Row({ event, isHere, isExplained }: RowProps) {
  const text = useTexts(LOGS_TEXTS);
  const { log_id, description, type, client_id, client_name, user_id, user_name, ip } = event;
  return (
    <tr aria-current={isHere || undefined}>
      <td className="when">
        <When date={event.date} />
      </td>
      <td>
        <Link to="/logs/$id" params={{ id: log_id }}>
          <Sentence text={description} />
        </Link>
        <small className="event-facts">
          {isTrouble(event) && <span className="tag alert">{text.refusedMark}</span>}
          {isHere && <span className="tag notice">{text.here}</span>}
          <code>{type}</code>
          {ip !== undefined && <bdi>{ip}</bdi>}
        </small>
        {isExplained && (
          <small className="beside">
            {event.details.remedy}
            <Link to="/inspect" search={{ reference: event.details.request_id }}>
              {text.inspect}
            </Link>
          </small>
        )}
      </td>
      <td className="minor">
        <bdi>{user_name || user_id || ''}</bdi>
      </td>
      <td className="minor">
        <bdi>{client_name ?? client_id ?? ''}</bdi>
      </td>
    </tr>
  );
}

/** The year is said where it is another one. */
export function When({ date }: { readonly date: string }) {
  const at = new Date(date);
  const isThisYear = at.getFullYear() === new Date().getFullYear();
  const format = new Intl.DateTimeFormat(useLanguage(), {
    ...(isThisYear ? {} : { year: 'numeric' }),
    ...{ month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', second: '2-digit' },
  });
  return <time dateTime={date}>{format.format(at)}</time>;
}
