/**
 * A code that came back, redeemed as its application would: at this server, by the verifier of the request that was built here, or by
 * the one that is typed.
 */
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { askTokens } from '../../api/issuer.ts';
import { Button } from '../../parts/button.tsx';
import { INSPECT_TEXTS } from '../../text/inspect/index.ts';
import { useTexts } from '../../text/subject.ts';

/** What the application sends, as far as it is known here. */
type Redeemed = {
  readonly code: string;
  readonly client_id: string;
  readonly redirect_uri: string;
  readonly code_verifier: string;
};

type Props = { readonly known: Redeemed; readonly onAnswer: (text: string) => void };

const NAMES = ['client_id', 'redirect_uri', 'code_verifier', 'client_secret'] as const;

export function Redeem({ known, onAnswer }: Props) {
  const text = useTexts(INSPECT_TEXTS);
  const id = useId();
  const { code, ...begun } = known;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const sent: Readonly<Record<string, string>> = { client_secret: '', ...begun, ...typed };
  const trial = useMutation({
    mutationFn: () => askTokens(grantOf(code, sent)),
    onSuccess: (told) => onAnswer(told.text),
    gcTime: 0,
  });
  return (
    <form
      className="stack redeem"
      onSubmit={(event) => {
        event.preventDefault();
        trial.mutate();
      }}
    >
      <p className="hint">{text.redeemHint}</p>
      <div className="built">
        {NAMES.map((name) => (
          <p key={name}>
            <label htmlFor={`${id}-${name}`}>
              <code>{name}</code>
            </label>
            <input
              id={`${id}-${name}`}
              type={name === 'client_secret' ? 'password' : 'text'}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={sent[name]}
              onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
            />
          </p>
        ))}
      </div>
      <p className="tools">
        <Button weight="primary" isSubmit isBusy={trial.isPending}>
          {text.redeem}
        </Button>
      </p>
      {trial.data && (
        <div role="status">
          <p>{text.answered(trial.data.status)}</p>
          {trial.data.status !== 200 && (
            <pre>
              <code>{trial.data.text}</code>
            </pre>
          )}
        </div>
      )}
    </form>
  );
}

/** What has no value is not sent. */
function grantOf(code: string, sent: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const said = Object.entries(sent).filter(([, value]) => value !== '');
  return { grant_type: 'authorization_code', code, ...Object.fromEntries(said) };
}
