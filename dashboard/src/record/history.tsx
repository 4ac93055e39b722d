/**
 * Who changed what of a record, from the log, asked for when somebody unfolds it.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { asked, useApi } from '../api/queries.ts';
import type { Document } from '../kinds/view.ts';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { Time } from '../parts/time.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useText } from '../text/use-text.ts';
import { type Change, readChange } from './change.ts';
import { useReason } from './reason.ts';
import { isDocument } from './stored.ts';

/** Which member of an event names the record; the log has an index for these. */
type Props = { readonly by: 'client_id' | 'user_id' | 'details.record'; readonly id: string };

export function History({ by, id }: Props) {
  const { history } = useText();
  const [isOpen, setIsOpen] = useState(false);
  const reason = useReason('logs_list');
  return (
    <details className="card group" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        <h2>{history.title}</h2>
      </summary>
      <div className="history">
        <p className="hint">{reason ?? history.lead}</p>
        {isOpen && reason === undefined && <Changes by={by} id={id} />}
      </div>
    </details>
  );
}

/** At a time, and at most. */
const [SOME, MOST] = [10, 100];

function Changes({ by, id }: Props) {
  const { history } = useText();
  const [count, setCount] = useState(SOME);
  const q = `${by}:${JSON.stringify(id)} AND type:configuration_changed`;
  const { data, error, isFetching } = useQuery({
    ...asked(useApi(), 'logs_list', { query: { q, per_page: count, include_totals: true } }),
    placeholderData: keepPreviousData,
  });
  if (error && !data)
    return (
      <Notice tone="alert">
        <p lang="en">{error.message}</p>
      </Notice>
    );
  const page: unknown = data?.value;
  if (!isDocument(page)) return <Waiting />;
  const events = Array.isArray(page['logs']) ? page['logs'].filter(isDocument) : [];
  return (
    <>
      {events.length === 0 && <p>{history.none}</p>}
      <ol className="changes">
        {events.map((event) => (
          <Changed key={String(event['log_id'])} event={event} />
        ))}
      </ol>
      {Number(page['total']) > events.length && count < MOST && (
        <Button weight="secondary" isBusy={isFetching} onPress={() => setCount(MOST)}>
          {history.more}
        </Button>
      )}
    </>
  );
}

function Changed({ event }: { readonly event: Document }) {
  const { history } = useText();
  const { date, details } = event;
  const { detail, actor } = isDocument(details) ? details : {};
  const { action, fields } = readChange(String(detail ?? ''));
  return (
    <li>
      <p>
        <strong>{history[action]}</strong> <Actor actor={actor} /> <Time at={String(date)} />
      </p>
      {fields.length > 0 && (
        <ul>
          {fields.map((field) => (
            <li key={field.name}>
              <FieldChange {...field} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function FieldChange({ name, before, after }: Change['fields'][number]) {
  if (before === undefined) return <code>{name}</code>;
  return (
    <bdi dir="ltr">
      <code>{name}</code> <del>{before}</del> → <ins>{after}</ins>
    </bdi>
  );
}

function Actor({ actor }: { readonly actor: unknown }) {
  const { history } = useText();
  if (typeof actor !== 'string') return history.by(history.itself);
  if (actor === 'operator') return history.by(history.operator);
  const [before = '', after = ''] = history.by('\n').split('\n');
  return (
    <>
      {before}
      {actor.includes('|') ? (
        <Link to="/$section/$id" params={{ section: 'users', id: actor }}>
          <bdi>{actor}</bdi>
        </Link>
      ) : (
        <bdi>{actor}</bdi>
      )}
      {after}
    </>
  );
}
