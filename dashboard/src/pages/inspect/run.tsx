/**
 * A request as it runs: opened in a window of its own, every hop drawn with what it carries as the log shows it and as it came back, and
 * what came back read token by token.
 */
import { may } from '../../api/client.ts';
import { ISSUER } from '../../api/issuer.ts';
import { useApi } from '../../api/queries.ts';
import { useTail } from '../../api/tail.ts';
import { INSPECT_TEXTS } from '../../text/inspect/index.ts';
import { LOGS_TEXTS } from '../../text/logs/index.ts';
import { useTexts } from '../../text/subject.ts';
import { EventTable } from '../logs/event-table.tsx';
import { isTrouble, logEvents } from '../logs/log-event.ts';
import { logQuery } from '../logs/log-search.ts';
import { CameBack, type Returned } from './came-back.tsx';
import { lastRun, type RunFacts, type Seen } from './hops.ts';
import type { Pkce } from './pkce.ts';
import { flowOf, parametersOf, runnable } from './request.ts';
import { Sequence } from './sequence.tsx';
import { type Came, carriedBy, readAnswer } from './tokens.ts';

type Props = {
  readonly address: string | undefined;
  readonly client: string | undefined;
  readonly pkce: Pkce | undefined;
  readonly returned: Returned;
  readonly setReturned: (returned: Returned) => void;
};

export function Run({ address, client, pkce, returned, setReturned }: Props) {
  const api = useApi();
  const text = useTexts(INSPECT_TEXTS);
  const logs = useTexts(LOGS_TEXTS);
  const request = parametersOf(address ?? '');
  const client_id = request.get('client_id') ?? client;
  const isWatched = client_id !== undefined && may(api, 'logs_tail');
  const { events } = useTail(isWatched ? { q: logQuery({ client: client_id }, 0) } : undefined);
  const came = logEvents(events);
  const opened = address === undefined ? undefined : runnable(ISSUER, address);
  const logged = lastRun(came).map((event) => ({ name: event.name, isRefused: isTrouble(event) }));
  const isOwn = pkce !== undefined && request.get('code_challenge') === pkce.challenge;
  return (
    <>
      {opened !== undefined && (
        <section className="card stack" aria-label={text.run}>
          <div className="page-head">
            <div>
              <h2>{text.run}</h2>
              <p className="hint">{text.runHint}</p>
            </div>
            <a className="button secondary" href={opened} target="_blank" rel="noopener noreferrer">
              {text.open}
            </a>
          </div>
          <Sequence
            flow={flowOf(request.get('response_type') ?? '')}
            facts={factsOf(request, returned)}
            seen={[...logged, ...seenIn(returned)]}
          />
        </section>
      )}
      {isWatched && (
        <section className="card" aria-label={text.live}>
          <div className="card-head">
            <h2>{text.live}</h2>
            <p className="hint">{text.liveHint}</p>
          </div>
          {came.length > 0 ? (
            <EventTable events={came} isExplained />
          ) : (
            <p className="nothing">{logs.waiting}</p>
          )}
        </section>
      )}
      <CameBack
        {...{ returned, setReturned, request, client_id }}
        verifier={isOwn ? pkce.verifier : undefined}
      />
    </>
  );
}

function factsOf(request: URLSearchParams, { came, answer, told }: Returned): RunFacts {
  return {
    ...{ request, callback: carriedBy(came), answer: carriedBy(answer) },
    claims: carriedBy(told && readAnswer(told.text)),
  };
}

/** What came back shows how far it has come. */
function seenIn({ came, answer, told }: Returned): readonly Seen[] {
  const isError = (one: Came) => one.parameters.some(([name]) => name === 'error');
  return [
    ...(came ? [{ name: isError(came) ? 'error_came' : 'callback_came', isRefused: isError(came) }] : []),
    ...(answer ? [{ name: 'tokens_came', isRefused: isError(answer) }] : []),
    ...(told ? [{ name: 'claims_came', isRefused: told.status !== 200 }] : []),
  ];
}
