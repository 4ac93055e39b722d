/**
 * A request as it runs: opened in a window of its own, every hop drawn as the log shows it, and what came back read token by token.
 */
import { may } from '../../api/client.ts';
import { useApi } from '../../api/queries.ts';
import { useTail } from '../../api/tail.ts';
import { INSPECT_TEXTS } from '../../text/inspect/index.ts';
import { LOGS_TEXTS } from '../../text/logs/index.ts';
import { useTexts } from '../../text/subject.ts';
import { EventTable } from '../logs/event-table.tsx';
import { isTrouble, logEvents } from '../logs/log-event.ts';
import { logQuery } from '../logs/log-search.ts';
import { CameBack } from './came-back.tsx';
import { flowOf, parametersOf } from './request.ts';
import { Sequence } from './sequence.tsx';

type Props = { readonly address: string | undefined; readonly client: string | undefined };

export function Run({ address, client }: Props) {
  const api = useApi();
  const text = useTexts(INSPECT_TEXTS);
  const logs = useTexts(LOGS_TEXTS);
  const parameters = parametersOf(address ?? '');
  const client_id = parameters.get('client_id') ?? client;
  const isWatched = client_id !== undefined && may(api, 'logs_tail');
  const { events } = useTail(isWatched ? { q: logQuery({ client: client_id }, 0) } : undefined);
  const came = logEvents(events);
  return (
    <>
      {address !== undefined && (
        <section className="card stack" aria-label={text.run}>
          <div className="page-head">
            <div>
              <h2>{text.run}</h2>
              <p className="hint">{text.runHint}</p>
            </div>
            {/^https?:/.test(address) && (
              <a className="button secondary" href={address} target="_blank" rel="noopener noreferrer">
                {text.open}
              </a>
            )}
          </div>
          <Sequence
            flow={flowOf(parameters.get('response_type') ?? '')}
            events={came.map((event) => ({ name: event.details.event, isRefused: isTrouble(event) }))}
          />
        </section>
      )}
      {isWatched && (
        <section className="card" aria-label={text.live}>
          <div className="card-head">
            <h2>{text.live}</h2>
            <p className="hint">{text.liveHint}</p>
          </div>
          {came.length > 0 ? <EventTable events={came} /> : <p className="nothing">{logs.waiting}</p>}
        </section>
      )}
      <CameBack client_id={client_id} nonce={parameters.get('nonce') ?? undefined} />
    </>
  );
}
