/**
 * Where a request is pasted, or built of an application as it is registered.
 */
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useRef } from 'react';
import { may } from '../../api/client.ts';
import { ISSUER } from '../../api/issuer.ts';
import { useApi } from '../../api/queries.ts';
import { Button } from '../../parts/button.tsx';
import { Rest } from '../../parts/rest.tsx';
import { isDocument } from '../../record/stored.ts';
import { askedWhole } from '../../record/whole.ts';
import { INSPECT_TEXTS } from '../../text/inspect/index.ts';
import { useTexts } from '../../text/subject.ts';
import type { Pkce } from './pkce.ts';
import { addressOf, BUILT, parametersOf, type Requester, requestOf, withParameter } from './request.ts';

type Props = {
  readonly address: string;
  readonly setAddress: (address: string) => void;
  readonly client: string | undefined;
  /** Undefined: it is being made. */
  readonly pkce: Pkce | undefined;
  readonly onInspect: (address: string) => void;
};

export function RequestForm({ address, setAddress, client, pkce, onInspect }: Props) {
  const text = useTexts(INSPECT_TEXTS);
  const id = useId();
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (address !== '') onInspect(address);
      }}
    >
      <p>
        <label htmlFor={id}>{text.address}</label>
        <textarea
          id={id}
          className="code"
          rows={5}
          required
          spellCheck={false}
          aria-describedby={`${id}-hint`}
          placeholder={`${ISSUER}authorize?client_id=…`}
          value={address}
          onChange={({ target }) => setAddress(target.value)}
        />
      </p>
      <p className="hint" id={`${id}-hint`}>
        {text.addressHint}
      </p>
      <Builder {...{ address, setAddress, client, pkce }} />
      <p className="tools">
        <Button weight="primary" isSubmit>
          {text.inspect}
        </Button>
      </p>
    </form>
  );
}

const REQUESTERS = { query: { fields: 'client_id,name,callbacks,grant_types' } };

function useRequesters(): { readonly requesters: readonly Requester[]; readonly rest: number } {
  const api = useApi();
  const question = askedWhole(api, 'clients_list', REQUESTERS);
  const { data } = useQuery({ ...question, enabled: may(api, 'clients_list') });
  return { requesters: data?.entries.filter(isRequester) ?? [], rest: data?.rest ?? 0 };
}

function isRequester(value: unknown): value is Requester {
  return isDocument(value) && typeof value['client_id'] === 'string';
}

function Builder({ address, setAddress, client, pkce }: Omit<Props, 'onInspect'>) {
  const text = useTexts(INSPECT_TEXTS);
  const id = useId();
  const navigate = useNavigate();
  const { requesters, rest } = useRequesters();
  const parameters = parametersOf(address);
  const chosen = requesters.find(({ client_id }) => client_id === (parameters.get('client_id') ?? client));
  const filled = useRef(false);
  // Who comes from an application finds its request in the field, once; what is typed there later stays.
  useEffect(() => {
    if (filled.current || !chosen || !pkce || address !== '') return;
    filled.current = true;
    setAddress(addressOf(ISSUER, requestOf(chosen, pkce.challenge)));
  }, [chosen, pkce, address, setAddress]);
  return (
    <details className="build" open={client !== undefined}>
      <summary>{text.build}</summary>
      <p className="hint">{text.buildHint}</p>
      <p>
        <label htmlFor={`${id}-application`}>{text.application}</label>
        <select
          id={`${id}-application`}
          value={chosen?.client_id ?? ''}
          onChange={({ target }) => {
            const next = requesters.find(({ client_id }) => client_id === target.value);
            if (!next || !pkce) return;
            filled.current = true;
            setAddress(addressOf(ISSUER, requestOf(next, pkce.challenge)));
            void navigate({ to: '/inspect', search: { client: next.client_id }, replace: true });
          }}
        >
          <option value="">{text.choose}</option>
          {requesters.map(({ client_id, name }) => (
            <option key={client_id} value={client_id}>
              {name ?? client_id}
            </option>
          ))}
        </select>
      </p>
      <Rest count={rest} />
      <datalist id={`${id}-callbacks`}>
        {chosen?.callbacks?.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <div className="built">
        {BUILT.map((name) => (
          <p key={name}>
            <label htmlFor={`${id}-${name}`}>
              <code>{name}</code>
            </label>
            <input
              id={`${id}-${name}`}
              list={name === 'redirect_uri' ? `${id}-callbacks` : undefined}
              spellCheck={false}
              autoCapitalize="none"
              value={parameters.get(name) ?? ''}
              onChange={({ target }) => setAddress(withParameter(ISSUER, address, [name, target.value]))}
            />
          </p>
        ))}
      </div>
    </details>
  );
}
