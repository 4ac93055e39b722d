/**
 * The keys that sign: which there are, rotated, and revoked where one may be in other hands.
 */
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { asked, useApi } from '../../api/queries.ts';
import { Button } from '../../parts/button.tsx';
import { Time, timeText } from '../../parts/time.tsx';
import { useReason } from '../../record/reason.ts';
import { useTexts } from '../../text/subject.ts';
import { TENANT_TEXTS } from '../../text/tenant/index.ts';
import { useText } from '../../text/use-text.ts';
import { RevokeDialog, RotateDialog } from './key-dialogs.tsx';
import { KEY_STATES, type Key, type KeyDialog, shortKid, stateOf } from './key-states.ts';
import { TenantPage } from './page.tsx';

export function KeysPage({ dialog }: { readonly dialog: KeyDialog | undefined }) {
  const { nav } = useText();
  const { keys } = useTexts(TENANT_TEXTS);
  const navigate = useNavigate();
  const reason = useReason('signing_keys_rotate');
  const open = (next: KeyDialog | undefined) =>
    void navigate({ to: '/keys', search: next === undefined ? {} : { dialog: next } });
  return (
    <TenantPage
      title={nav.names.keys}
      lead={keys.lead}
      opens="signing_keys_list"
      tools={
        <Button weight="primary" reason={reason} onPress={() => open('rotate')}>
          {keys.rotate}
        </Button>
      }
    >
      <Keys dialog={dialog} onOpen={open} />
    </TenantPage>
  );
}

function Keys({ dialog, onOpen }: { readonly dialog: KeyDialog | undefined; readonly onOpen: Open }) {
  const { data } = useSuspenseQuery(asked(useApi(), 'signing_keys_list'));
  const keys = data.value;
  const revoked = keys.find(({ kid }) => kid === dialog);
  return (
    <>
      <KeyTable keys={keys} onOpen={onOpen} />
      {dialog === 'rotate' && <RotateDialog keys={keys} onClose={() => onOpen(undefined)} />}
      {revoked && <RevokeDialog signing={revoked} onClose={() => onOpen(undefined)} />}
    </>
  );
}

type Open = (next: KeyDialog | undefined) => void;

function KeyTable({ keys, onOpen }: { readonly keys: readonly Key[]; readonly onOpen: Open }) {
  const { nav } = useText();
  const { keys: text } = useTexts(TENANT_TEXTS);
  const algorithms = [...Map.groupBy(keys, ({ alg = '' }) => alg)];
  return (
    <section className="card" aria-label={nav.names.keys}>
      <table className="list keys whole">
        <thead>
          <tr>
            <th scope="col">{text.state}</th>
            <th scope="col" className="minor">
              {text.algorithm}
            </th>
            <th scope="col">{text.kid}</th>
            <th scope="col" className="minor">
              {text.since}
            </th>
            <th scope="col" className="minor">
              {text.until}
            </th>
            <th scope="col">
              <span className="away">{text.revoke}</span>
            </th>
          </tr>
        </thead>
        {algorithms.map(([alg, ofAlg]) => (
          <tbody key={alg}>
            {KEY_STATES.flatMap((state) => ofAlg.filter((key) => stateOf(key) === state)).map((key) => (
              <KeyRow key={key.kid} signing={key} onOpen={onOpen} />
            ))}
          </tbody>
        ))}
      </table>
      <p className="card-foot hint">
        {text.jwks}: <code>{`${location.origin}/.well-known/jwks.json`}</code>
      </p>
    </section>
  );
}

function KeyRow({ signing, onOpen }: { readonly signing: Key; readonly onOpen: Open }) {
  const { keys: text } = useTexts(TENANT_TEXTS);
  const reason = useReason('signing_keys_revoke');
  const { kid, alg, current_since, current_until, may_sign_from } = signing;
  const state = stateOf(signing);
  return (
    <tr>
      <td>
        <span className={`tag first ${state === 'current' ? 'success' : 'notice'}`}>
          {text.states[state]}
        </span>
        <small className="line">{text.does[state]}</small>
        {may_sign_from !== undefined && (
          <small className="line">{text.maySign(timeText(may_sign_from))}</small>
        )}
      </td>
      <td className="minor">
        <code>{alg}</code>
      </td>
      <td>
        <code title={kid}>{shortKid(kid)}</code>
      </td>
      <td className="minor">{current_since !== undefined && <Time at={current_since} />}</td>
      <td className="minor">{current_until !== undefined && <Time at={current_until} />}</td>
      <td>
        <Button
          weight="danger"
          label={text.revokeKey(`${shortKid(kid)}, ${text.states[state]}`)}
          reason={reason}
          onPress={() => onOpen(kid)}
        >
          {text.revoke}
        </Button>
      </td>
    </tr>
  );
}
