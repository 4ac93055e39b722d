/**
 * Who changed what of a record, from the log, asked for when somebody unfolds it.
 */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../api/queries.ts';
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

/** At a time. */
const SOME = 20;

function Changes({ by, id }: Props) {
  const { history } = useText();
  const api = useApi();
  const q = `${by}:${JSON.stringify(id)} AND type:configuration_changed`;
  const { data, error, isFetching, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['logs_list', q, 'by and by'],
    async queryFn({ pageParam: page, signal }) {
      const query = { q, page, per_page: SOME, include_totals: true };
      return (await api.call('logs_list', { query }, signal)).value;
    },
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (totalIn(last) > pages.length * SOME ? pages.length : undefined),
  });
  if (error && !data)
    return (
      <Notice tone="alert">
        <p lang="en">{error.message}</p>
      </Notice>
    );
  if (!data) return <Waiting />;
  const events = data.pages.flatMap(eventsIn);
  return (
    <>
      {events.length === 0 && <p>{history.none}</p>}
      <ol className="changes">
        {events.map((event) => (
          <Changed key={String(event['log_id'])} event={event} />
        ))}
      </ol>
      {hasNextPage && (
        <Button weight="secondary" isBusy={isFetching} onPress={() => void fetchNextPage()}>
          {history.more}
        </Button>
      )}
    </>
  );
}

function totalIn(page: unknown): number {
  return isDocument(page) ? Number(page['total']) : 0;
}

function eventsIn(page: unknown): readonly Document[] {
  const logs = isDocument(page) ? page['logs'] : [];
  return Array.isArray(logs) ? logs.filter(isDocument) : [];
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
