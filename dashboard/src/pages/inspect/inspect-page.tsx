/**
 * The inspector: a request is pasted, built or taken from the log; what is found, what it would be by another flow, how it runs.
 */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { may, scopesOf } from '../../api/client.ts';
import { ISSUER } from '../../api/issuer.ts';
import { useApi } from '../../api/queries.ts';
import { INSPECT_TEXTS } from '../../text/inspect/index.ts';
import { useTexts } from '../../text/subject.ts';
import { useText } from '../../text/use-text.ts';
import { Compare } from './compare.tsx';
import type { InspectSearch } from './inspect-search.ts';
import { LastRefused } from './last-refused.tsx';
import { parametersOf } from './request.ts';
import { RequestForm } from './request-form.tsx';
import { ByAddress, ByReference } from './result.tsx';
import { Run } from './run.tsx';

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
  const { reference, client } = search;
  const inspect = (next: string) => {
    setAsked(next);
    if (reference !== undefined) void navigate({ to: '/inspect', search: client ? { client } : {} });
  };
  const parameters = parametersOf(asked ?? '');
  return (
    <>
      <div className="columns">
        <RequestForm {...{ address, setAddress }} client={client} onInspect={inspect} />
        <LastRefused reference={reference} />
      </div>
      {reference !== undefined ? (
        <ByReference reference={reference} />
      ) : asked === undefined ? (
        <p className="hint">{text.nothingAsked}</p>
      ) : (
        <ByAddress address={asked} />
      )}
      {reference === undefined && asked !== undefined && parameters.has('client_id') && (
        <Compare issuer={ISSUER} address={asked} />
      )}
      <Run address={reference === undefined ? asked : undefined} client={client} />
    </>
  );
}
