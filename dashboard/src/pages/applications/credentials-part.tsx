/**
 * By what an application proves who it is: nothing, a secret, or keys, one by one.
 */
import { useId, useState } from 'react';
import { CLIENT_VIEW } from '../../kinds/client.ts';
import type { Document } from '../../kinds/view.ts';
import { Button } from '../../parts/button.tsx';
import { Failed } from '../../parts/failed.tsx';
import { Answered } from '../../record/answered.tsx';
import { ConfirmDialog } from '../../record/confirm-dialog.tsx';
import { useReason } from '../../record/reason.ts';
import { useRecord } from '../../record/record-frame.tsx';
import { APPLICATIONS_TEXTS } from '../../text/applications/index.ts';
import { useTexts } from '../../text/subject.ts';
import { entriesOf } from './entries.ts';
import { useWrite } from './use-write.ts';

type Props = { readonly id: string };

const FORGETS = ['client_credentials_list', 'clients_show', 'clients_list'] as const;

export function CredentialsPart({ id }: Props) {
  const { credentials } = useTexts(APPLICATIONS_TEXTS);
  const { record } = useRecord(CLIENT_VIEW, id);
  const method = String(record['token_endpoint_auth_method'] ?? 'none');
  const { jwks_uri } = record;
  const says =
    method === 'none'
      ? credentials.none
      : method === 'private_key_jwt'
        ? credentials.keys
        : credentials.secret;
  return (
    <>
      <section className="card part">
        <header>
          <h2>{credentials.title}</h2>
        </header>
        <p>
          {credentials.method} <code>{method}</code>
        </p>
        <p className="hint">{says}</p>
      </section>
      {method !== 'none' && (
        <section className="card part">
          <header>
            <h2>{credentials.publicKeys}</h2>
          </header>
          {typeof jwks_uri === 'string' ? <p>{credentials.keysElsewhere(jwks_uri)}</p> : <Keys id={id} />}
        </section>
      )}
    </>
  );
}

function Keys({ id }: Props) {
  const { credentials } = useTexts(APPLICATIONS_TEXTS);
  const [leaving, setLeaving] = useState<Document | undefined>(undefined);
  const barred = useReason('client_credentials_delete');
  return (
    <>
      <Answered id="client_credentials_list" said={{ path: { client_id: id } }}>
        {(value) => {
          const keys = entriesOf(value);
          if (keys.length === 0) return <p className="hint">{credentials.noKeys}</p>;
          return (
            <table className="list inner stacked">
              <thead>
                <tr>
                  <th scope="col">{credentials.key}</th>
                  <th scope="col">{credentials.algorithm}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {keys.map((key) => (
                  <tr key={String(key['id'])}>
                    <td>
                      <bdi>{nameOfKey(key)}</bdi>
                    </td>
                    <td>
                      <code>{String(key['alg'])}</code>
                    </td>
                    <td className="end">
                      <Button
                        weight="quiet"
                        label={credentials.removeKey(nameOfKey(key))}
                        reason={barred}
                        onPress={() => setLeaving(key)}
                      >
                        {credentials.remove}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          );
        }}
      </Answered>
      <AddKey id={id} />
      {leaving && <RemoveKey id={id} credential={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
}

function nameOfKey({ name, kid, id }: Document): string {
  return String(name || kid || id);
}

type RemoveProps = Props & { readonly credential: Document; readonly onClose: () => void };

function RemoveKey({ id, credential, onClose }: RemoveProps) {
  const { credentials } = useTexts(APPLICATIONS_TEXTS);
  return (
    <ConfirmDialog
      operation="client_credentials_delete"
      said={{ path: { client_id: id, credential_id: String(credential['id']) } }}
      forgets={FORGETS}
      says={{
        title: credentials.sure(nameOfKey(credential)),
        lead: credentials.lead,
        button: credentials.remove,
        done: credentials.removed,
      }}
      weight="danger"
      onClose={onClose}
    />
  );
}

function AddKey({ id }: Props) {
  const { credentials } = useTexts(APPLICATIONS_TEXTS);
  const place = useId();
  const reason = useReason('client_credentials_create');
  const [pem, setPem] = useState('');
  const [name, setName] = useState('');
  const { write, isBusy, failure } = useWrite({
    id: 'client_credentials_create',
    forgets: FORGETS,
    done: credentials.added,
    onDone() {
      setPem('');
      setName('');
    },
  });
  return (
    <form
      className="part-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason !== undefined) return;
        const body = { credential_type: 'public_key', pem, ...(name === '' ? {} : { name }) };
        write({ path: { client_id: id }, body });
      }}
    >
      <h3>{credentials.add}</h3>
      <label htmlFor={`${place}-name`}>{credentials.keyName}</label>
      <input
        id={`${place}-name`}
        type="text"
        autoComplete="off"
        value={name}
        readOnly={reason !== undefined}
        onChange={({ target }) => setName(target.value)}
      />
      <label htmlFor={`${place}-pem`}>{credentials.pem}</label>
      <textarea
        id={`${place}-pem`}
        className="code"
        rows={5}
        required
        spellCheck={false}
        value={pem}
        readOnly={reason !== undefined}
        onChange={({ target }) => setPem(target.value)}
      />
      <Failed says={failure} />
      <p className="tools">
        <Button weight="secondary" isSubmit isBusy={isBusy} reason={reason}>
          {isBusy ? credentials.adding : credentials.add}
        </Button>
      </p>
    </form>
  );
}
