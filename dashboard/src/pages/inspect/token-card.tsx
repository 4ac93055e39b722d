/**
 * A token, claim by claim, and what of it holds.
 */
import { useMutation, useQuery } from '@tanstack/react-query';
import { askUserinfo, type Told } from '../../api/issuer.ts';
import { Button } from '../../parts/button.tsx';
import { Copyable } from '../../parts/copyable.tsx';
import { Scopes } from '../../parts/scopes.tsx';
import { INSPECT_TEXTS } from '../../text/inspect/index.ts';
import type { InspectText } from '../../text/inspect/text.ts';
import { useLanguage, useTexts } from '../../text/subject.ts';
import { checksOf, type Expected, MOMENTS, OF_THE_PROFILE, type Token } from './tokens.ts';

type Props = { readonly token: Token; readonly expected: Omit<Expected, 'now'> };

type OnTold = { readonly onTold: (told: Told) => void };

export function TokenCard({ token, expected, onTold }: Props & OnTold) {
  const text = useTexts(INSPECT_TEXTS);
  const name = text.tokens[isTokenName(token.name) ? token.name : 'token'];
  return (
    <article className="token" aria-label={name}>
      <h3>{name}</h3>
      {token.jwt ? (
        <>
          <Checks {...{ token, expected }} />
          <ul className="carried header" aria-label={text.header}>
            {Object.entries(token.jwt.header).map(([member, value]) => (
              <li key={member}>
                <code>
                  {member}={String(value)}
                </code>
              </li>
            ))}
          </ul>
          <Claims claims={{ ...token.jwt.claims }} />
        </>
      ) : (
        <p className="hint">{text.opaque}</p>
      )}
      {token.name !== 'id_token' && (
        <Tried token={token.text} aud={token.jwt?.claims['aud']} onTold={onTold} />
      )}
    </article>
  );
}

function isTokenName(name: string): name is 'id_token' | 'access_token' {
  return name === 'id_token' || name === 'access_token';
}

function Checks({ token, expected }: Props) {
  const text = useTexts(INSPECT_TEXTS);
  const { data = [] } = useQuery({
    queryKey: ['checks', token.text, expected],
    queryFn: () => checksOf(token, { ...expected, now: Date.now() / 1_000 }),
    gcTime: 0,
  });
  return (
    <ul className="checks">
      {data.map(({ name, holds }) => (
        <li key={name} data-holds={holds}>
          <span aria-hidden="true">{holds ? '✓' : '✗'}</span> {text.checks[name]}
          <span className="away">: {holds ? text.passed : text.failed}</span>
        </li>
      ))}
    </ul>
  );
}

function Claims({ claims }: { readonly claims: Readonly<Record<string, unknown>> }) {
  const text = useTexts(INSPECT_TEXTS);
  return (
    <table className="list claims">
      <thead>
        <tr>
          <th scope="col">{text.claim}</th>
          <th scope="col">{text.value}</th>
          <th scope="col" className="minor">
            {text.means}
          </th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(claims).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>
              <Value name={name} value={value} />
            </td>
            <td className="minor">{meaningOf(name, text)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function meaningOf(name: string, text: InspectText): string | undefined {
  const means: Readonly<Record<string, string>> = text.claims;
  if (Object.hasOwn(means, name)) return means[name];
  return OF_THE_PROFILE.has(name) ? text.profileClaim : text.unknownClaim;
}

function Value({ name, value }: { readonly name: string; readonly value: unknown }) {
  const format = new Intl.DateTimeFormat(useLanguage(), { dateStyle: 'medium', timeStyle: 'medium' });
  if (SEVERAL.has(name)) return <Scopes names={namesIn(value)} most={MOST_NAMES} />;
  return (
    <>
      <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
      {MOMENTS.has(name) && typeof value === 'number' && (
        <small>
          <time>{format.format(value * 1_000)}</time>
        </small>
      )}
    </>
  );
}

/** Claims of many words: a scope (RFC 8693 §4.2), and permissions, a list of them. */
const SEVERAL: ReadonlySet<string> = new Set(['scope', 'permissions']);

/** A token of an owner of a tenant has more than a page is high. */
const MOST_NAMES = 12;

function namesIn(value: unknown): readonly string[] {
  const names = typeof value === 'string' ? value.split(' ') : [value].flat().map(String);
  return [...new Set(names)];
}

/** At this origin by a request; the policy of the page lets it ask nobody else, so there is a command for elsewhere. */
function Tried({ token, aud, onTold }: OnTold & { readonly token: string; readonly aud: unknown }) {
  const text = useTexts(INSPECT_TEXTS);
  const trial = useMutation({ mutationFn: () => askUserinfo(token), onSuccess: onTold, gcTime: 0 });
  const [api] = [aud].flat().filter((one) => typeof one === 'string' && /^https?:/.test(one));
  const command = `curl -i '${api ?? 'https://api.example.com/'}' -H 'Authorization: Bearer ${token}'`;
  return (
    <div className="fix">
      <Button weight="secondary" isBusy={trial.isPending} onPress={() => trial.mutate()}>
        {text.tryUserinfo}
      </Button>
      {trial.data && (
        <div role="status">
          <p>{text.answered(trial.data.status)}</p>
          <pre>
            <code>{trial.data.text}</code>
          </pre>
        </div>
      )}
      <details>
        <summary>{text.tryElsewhere}</summary>
        <Copyable label={text.tryElsewhere} value={command} isBlock />
      </details>
    </div>
  );
}
