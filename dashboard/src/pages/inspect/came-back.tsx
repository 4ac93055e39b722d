/**
 * What an application was answered with: read and verified here, and sent nowhere but to this server, by a button.
 */
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ISSUER, PUBLISHED_KEYS } from '../../api/issuer.ts';
import { useApi } from '../../api/queries.ts';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { INSPECT_TEXTS } from '../../text/inspect/index.ts';
import { useTexts } from '../../text/subject.ts';
import type { Carried } from './hops.ts';
import { Redeem } from './redeem.tsx';
import { TokenCard } from './token-card.tsx';
import { type Came, readAnswer } from './tokens.ts';

/** What has come back so far. */
export type Returned = {
  /** At the callback. */
  readonly came: Came | undefined;
  /** From the token endpoint. */
  readonly answer: Came | undefined;
  /** From /userinfo. */
  readonly told: { readonly status: number; readonly text: string } | undefined;
};

export const NOTHING_RETURNED: Returned = { came: undefined, answer: undefined, told: undefined };

type Props = {
  readonly returned: Returned;
  readonly setReturned: (returned: Returned) => void;
  /** Of the request that it answers. */
  readonly request: URLSearchParams;
  readonly client_id: string | undefined;
  /** Of the challenge that the request has; undefined: nobody here knows it. */
  readonly verifier: string | undefined;
};

export function CameBack({ returned, setReturned, request, client_id, verifier }: Props) {
  const { session } = useApi();
  const text = useTexts(INSPECT_TEXTS);
  const id = useId();
  const [pasted, setPasted] = useState('');
  const { came, answer } = returned;
  const { data: keys = [] } = useQuery({ ...PUBLISHED_KEYS, enabled: came !== undefined });
  const tokens = [...(came?.tokens ?? []), ...(answer?.tokens ?? [])];
  const access_token = tokens.find(({ name }) => name === 'access_token')?.text;
  const nonce = request.get('nonce') ?? undefined;
  const code = came?.parameters.find(([name]) => name === 'code')?.[1];
  const expected = { issuer: ISSUER, keys, client_id, nonce, access_token, code };
  const read = (next: string) => setReturned({ ...NOTHING_RETURNED, came: readAnswer(next) });
  return (
    <section className="card stack" aria-label={text.cameBack}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          read(pasted);
        }}
      >
        <h2>
          <label htmlFor={id}>{text.cameBack}</label>
        </h2>
        <textarea
          id={id}
          className="code"
          rows={3}
          spellCheck={false}
          autoComplete="off"
          aria-describedby={`${id}-hint`}
          value={pasted}
          onChange={({ target }) => setPasted(target.value)}
        />
        <p className="hint" id={`${id}-hint`}>
          {text.cameBackHint}
        </p>
        <p className="tools">
          <Button weight="secondary" isSubmit>
            {text.read}
          </Button>
          <Button
            weight="quiet"
            onPress={() => void session.token().then((own) => read(JSON.stringify({ access_token: own })))}
          >
            {text.ownToken}
          </Button>
        </p>
      </form>
      {came && tokens.length === 0 && code === undefined && (
        <Notice tone="notice">
          <p>{text.unreadable}</p>
        </Notice>
      )}
      {came && <Facts title={text.parameters} pairs={came.parameters} />}
      {code !== undefined && (
        <Redeem
          key={code}
          known={{
            ...{ code, client_id: client_id ?? '', code_verifier: verifier ?? '' },
            redirect_uri: request.get('redirect_uri') ?? '',
          }}
          onAnswer={(next) => setReturned({ ...returned, answer: readAnswer(next) })}
        />
      )}
      {answer && <Facts title={text.tokenAnswer} pairs={answer.parameters} />}
      {tokens.map((token) => (
        <TokenCard
          key={token.text}
          {...{ token, expected }}
          onTold={(told) => setReturned({ ...returned, told })}
        />
      ))}
    </section>
  );
}

function Facts({ title, pairs }: { readonly title: string; readonly pairs: Carried }) {
  if (pairs.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <dl className="facts">
        {pairs.map(([name, value]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
