/**
 * What an application was answered with: read and verified here, and sent nowhere.
 */
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ISSUER, PUBLISHED_KEYS } from '../../api/issuer.ts';
import { useApi } from '../../api/queries.ts';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { INSPECT_TEXTS } from '../../text/inspect/index.ts';
import { useTexts } from '../../text/subject.ts';
import { TokenCard } from './token-card.tsx';
import { type Came, readAnswer } from './tokens.ts';

type Props = { readonly client_id: string | undefined; readonly nonce: string | undefined };

export function CameBack({ client_id, nonce }: Props) {
  const { session } = useApi();
  const text = useTexts(INSPECT_TEXTS);
  const id = useId();
  const [pasted, setPasted] = useState('');
  const [came, setCame] = useState<Came | undefined>(undefined);
  const { data: keys = [] } = useQuery({ ...PUBLISHED_KEYS, enabled: came !== undefined });
  const access_token = came?.tokens.find(({ name }) => name === 'access_token')?.text;
  const expected = { issuer: ISSUER, keys, client_id, nonce, access_token };
  return (
    <section className="card stack" aria-label={text.cameBack}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setCame(readAnswer(pasted));
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
          <Button weight="quiet" onPress={() => void session.token().then((token) => setCame(ownOf(token)))}>
            {text.ownToken}
          </Button>
        </p>
      </form>
      {came && came.tokens.length === 0 && (
        <Notice tone="notice">
          <p>{text.unreadable}</p>
        </Notice>
      )}
      {came && came.parameters.length > 0 && (
        <>
          <h3>{text.parameters}</h3>
          <dl className="facts">
            {came.parameters.map(([name, value]) => (
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
      )}
      {came?.tokens.map((token) => (
        <TokenCard key={token.text} {...{ token, expected }} />
      ))}
    </section>
  );
}

function ownOf(token: string): Came {
  return readAnswer(JSON.stringify({ access_token: token }));
}
