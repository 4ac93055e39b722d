/**
 * The inspector: a request is pasted, built or taken from the log; what is found, what it would be by another flow, how it runs.
 */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { may, scopesOf } from '../../api/client.ts';
import { ISSUER } from '../../api/issuer.ts';
import { useApi } from '../../api/queries.ts';
import { Notice } from '../../parts/notice.tsx';
import { INSPECT_TEXTS } from '../../text/inspect/index.ts';
import { useTexts } from '../../text/subject.ts';
import { useText } from '../../text/use-text.ts';
import { NOTHING_RETURNED } from './came-back.tsx';
import { Compare } from './compare.tsx';
import type { InspectSearch } from './inspect-search.ts';
import { LastRefused } from './last-refused.tsx';
import { usePkce } from './pkce.ts';
import { runnable, unfolded } from './request.ts';
import { RequestForm } from './request-form.tsx';
import { ByAddress, ByReference } from './result.tsx';
import { Run } from './run.tsx';
import { isAnswer, readAnswer } from './tokens.ts';

export function InspectPage({ search }: { readonly search: InspectSearch }) {
  const api = useApi();
  const text = useTexts(INSPECT_TEXTS);
  const { may: says } = useText();
  const isOpen = may(api, 'diagnosis_create');
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{text.title}</h1>
          <p className="lead">{text.lead}</p>
        </div>
      </header>
      {isOpen ? (
        <Inspector search={search} />
      ) : (
        <div className="card nothing">
          <h2>{says.notAllowed}</h2>
          <p>{says.hint(scopesOf('diagnosis_create').join(' / '))}</p>
        </div>
      )}
    </>
  );
}

function Inspector({ search }: { readonly search: InspectSearch }) {
  const text = useTexts(INSPECT_TEXTS);
  const navigate = useNavigate();
  const [address, setAddress] = useState('');
  const [asked, setAsked] = useState<string | undefined>(undefined);
  const [returned, setReturned] = useState(NOTHING_RETURNED);
  const [isAnswered, setIsAnswered] = useState(false);
  const pkce = usePkce();
  const { reference, client } = search;
  const inspect = (pasted: string) => {
    const next = unfolded(pasted);
    // What may hold tokens is read where it is, and asked of nobody.
    const isSecret = isAnswer(next);
    setIsAnswered(isSecret);
    if (isSecret) return setReturned({ ...NOTHING_RETURNED, came: readAnswer(next) });
    setAsked(next);
    setReturned(NOTHING_RETURNED);
    if (reference !== undefined) void navigate({ to: '/inspect', search: client ? { client } : {} });
  };
  const isRun = reference === undefined && asked !== undefined;
  return (
    <>
      <div className="columns">
        <RequestForm {...{ address, setAddress, pkce }} client={client} onInspect={inspect} />
        <LastRefused reference={reference} />
      </div>
      {isAnswered && (
        <Notice tone="notice">
          <p>{text.answerPasted}</p>
        </Notice>
      )}
      {reference !== undefined ? (
        <ByReference reference={reference} />
      ) : asked === undefined ? (
        <p className="hint">{text.nothingAsked}</p>
      ) : (
        <ByAddress address={asked} />
      )}
      {isRun && runnable(ISSUER, asked) !== undefined && <Compare issuer={ISSUER} address={asked} />}
      <Run address={isRun ? asked : undefined} {...{ client, pkce, returned, setReturned }} />
    </>
  );
}
