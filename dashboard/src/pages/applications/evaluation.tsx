/**
 * What an application would be given: each token claim by claim, with where it comes from; or why it would be given nothing.
 */
import type { Document } from '../../kinds/view.ts';
import { Notice } from '../../parts/notice.tsx';
import { Scopes } from '../../parts/scopes.tsx';
import { Answered } from '../../record/answered.tsx';
import { isDocument } from '../../record/stored.ts';
import { APPLICATIONS_TEXTS } from '../../text/applications/index.ts';
import type { ApplicationsText } from '../../text/applications/text.ts';
import { useTexts } from '../../text/subject.ts';
import { entriesOf, textsOf } from './entries.ts';

type Props = { readonly id: string; readonly body: Document };

export function Evaluation({ id, body }: Props) {
  return (
    <Answered id="clients_evaluate" said={{ path: { id }, body }}>
      {(value) => (isDocument(value) ? <Evaluated value={value} /> : null)}
    </Answered>
  );
}

function Evaluated({ value }: { readonly value: Document }) {
  const { evaluate } = useTexts(APPLICATIONS_TEXTS);
  const { refused, access_token, id_token, userinfo } = value;
  if (isDocument(refused))
    return (
      <Notice tone="alert" title={evaluate.refused}>
        <p>
          <code>{String(refused['error'])}</code> {String(refused['error_description'])}
        </p>
      </Notice>
    );
  return (
    <div className="evaluated">
      <Given value={value} />
      {isDocument(access_token) && <AccessToken token={access_token} />}
      {isDocument(id_token) && <Token title={evaluate.id} token={id_token} />}
      {isDocument(userinfo) && <Token title={evaluate.userinfo} token={userinfo} />}
    </div>
  );
}

function Given({ value }: { readonly value: Document }) {
  const { evaluate } = useTexts(APPLICATIONS_TEXTS);
  return (
    <section className="card part">
      <h2>{evaluate.given}</h2>
      <div>
        <Scopes names={textsOf(value['scope'])} />
      </div>
      <ul className="findings">
        {entriesOf(value['left_out']).map(({ scope, why }) => (
          <li key={String(scope)}>
            <code>{String(scope)}</code> {wordOf(evaluate.leftOut, why)}
          </li>
        ))}
        {textsOf(value['asks']).map((one) => (
          <li key={one}>{wordOf(evaluate.asks, one)}</li>
        ))}
        {value['refresh_token'] === true && <li>{evaluate.refresh}</li>}
      </ul>
    </section>
  );
}

/** The words for a code; a code that this page is too old to know stays what it is. */
function wordOf(words: Readonly<Record<string, string>>, code: unknown): string {
  const name = String(code);
  return (Object.hasOwn(words, name) ? words[name] : undefined) ?? name;
}

function AccessToken({ token }: { readonly token: Document }) {
  const { evaluate } = useTexts(APPLICATIONS_TEXTS);
  const lifetime = new Intl.NumberFormat(document.documentElement.lang).format(Number(token['expires_in']));
  return (
    <Token title={evaluate.access} token={token}>
      <p className="hint">{evaluate.lifetime(lifetime)}</p>
      {token['claims'] === undefined && <p>{evaluate.opaque}</p>}
    </Token>
  );
}

type TokenProps = {
  readonly title: string;
  readonly token: Document;
  readonly children?: React.ReactNode;
};

function Token({ title, token, children }: TokenProps) {
  const { evaluate } = useTexts(APPLICATIONS_TEXTS);
  const { header, claims } = token;
  return (
    <section className="card part">
      <header>
        <h2>{title}</h2>
        {isDocument(header) && (
          <p className="hint">
            <code>{Object.values(header).map(String).join(' ')}</code>
          </p>
        )}
        {children}
      </header>
      {claims !== undefined && (
        <table className="list inner claims stacked">
          <thead>
            <tr>
              <th scope="col">{evaluate.claim}</th>
              <th scope="col">{evaluate.value}</th>
              <th scope="col">{evaluate.from}</th>
            </tr>
          </thead>
          <tbody>
            {entriesOf(claims).map((claim) => (
              <Claim key={String(claim['name'])} claim={claim} says={evaluate} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

type ClaimProps = { readonly claim: Document; readonly says: ApplicationsText['evaluate'] };

function Claim({ claim, says }: ClaimProps) {
  const { name, value, from, by } = claim;
  return (
    <tr>
      <th scope="row">
        <code>{String(name)}</code>
      </th>
      <td>
        {value === undefined ? (
          <em>{says.varies}</em>
        ) : (
          <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
        )}
      </td>
      <td>
        {wordOf(says.origins, from)} {by !== undefined && <code className="by">{String(by)}</code>}
      </td>
    </tr>
  );
}
