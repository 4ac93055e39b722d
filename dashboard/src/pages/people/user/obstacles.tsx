/**
 * Why somebody cannot sign in: what is so now, what they were refused last, each with what helps (`/users/{id}/diagnosis`).
 */
import type { ReactNode } from 'react';
import { type Answer, may, scopesOf } from '../../../api/client.ts';
import { useApi } from '../../../api/queries.ts';
import { timeText } from '../../../parts/time.tsx';
import { Answered } from '../../../record/answered.tsx';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { textOf } from '../shown/text-of.ts';
import { ActButton } from './act-button.tsx';
import type { ActName } from './acts.ts';

type Diagnosis = Answer<'user_diagnosis_show'>['value'];

type Obstacle = Diagnosis['obstacles'][number];

/** What helps: by what stands in the way, and by the reason of a refusal. */
const HELPS: ReadonlyMap<string, readonly ActName[]> = new Map<string, readonly ActName[]>([
  ['blocked', ['unblock']],
  ['user_blocked', ['unblock']],
  ['locked_account', ['unlock']],
  ['locked_address', ['unlock_address']],
  ['too_many_factors', ['unlock']],
  ['too_many_codes', ['unlock']],
  ['too_many_mails', ['unlock']],
  ['no_password', ['mail_password', 'password_link']],
  ['password_missing', ['mail_password', 'password_link']],
  ['wrong_password', ['mail_password', 'password_link']],
  ['factor_asked', ['new_codes', 'reset_factors']],
  ['wrong_second_factor', ['new_codes', 'reset_factors']],
  ['wrong_recovery_code', ['new_codes', 'reset_factors']],
  ['passkey_refused', ['reset_factors']],
  ['address_unverified', ['mail_verification']],
]);

export function Obstacles({ id }: { readonly id: string }) {
  const { why } = useTexts(PEOPLE_TEXTS);
  return (
    <section className="card why" aria-labelledby="why">
      <h2 id="why">{why.title}</h2>
      <Answered id="user_diagnosis_show" said={{ path: { id } }}>
        {(value) => <Found found={value} />}
      </Answered>
    </section>
  );
}

function Found({ found: { obstacles, refused } }: { readonly found: Diagnosis }) {
  const { why } = useTexts(PEOPLE_TEXTS);
  const api = useApi();
  const isClear = !obstacles.some(({ stops }) => stops) && !refused;
  // What says how it is now needs no second telling by what was refused for it.
  const isTold = obstacles.some(({ code }) => code === refused?.code);
  return (
    <>
      {isClear && (
        <p>
          <strong>{why.clear}</strong> <span className="hint">{why.clearHint}</span>
        </p>
      )}
      {(obstacles.length > 0 || refused) && (
        <ul className="obstacles">
          {obstacles.map((obstacle) => (
            <ObstacleItem key={`${obstacle.code} ${obstacle.place}`} obstacle={obstacle} />
          ))}
          {refused && !isTold && <RefusedItem refused={refused} />}
        </ul>
      )}
      {!may(api, 'users_logs') && <p className="hint">{why.noLog(scopesOf('users_logs').join(' / '))}</p>}
    </>
  );
}

type ItemProps = {
  readonly code: string;
  readonly isStop: boolean;
  /** The address that they came from. */
  readonly ip?: string | undefined;
  readonly children: ReactNode;
};

function Item({ code, isStop, ip, children }: ItemProps) {
  const acts = HELPS.get(code) ?? [];
  return (
    <li data-stops={isStop || undefined}>
      <div>{children}</div>
      {acts.length > 0 && (
        <p className="tools">
          {acts.map((act) => (
            <ActButton key={act} act={act} {...(ip === undefined ? {} : { of: ip })} />
          ))}
        </p>
      )}
    </li>
  );
}

function ObstacleItem({ obstacle }: { readonly obstacle: Obstacle }) {
  const { why } = useTexts(PEOPLE_TEXTS);
  const { code, stops, until, place } = obstacle;
  return (
    <Item code={code} isStop={stops}>
      <p>
        {stops && <span className="tag alert">{why.stops}</span>}
        {why.obstacles[code]}
        {place !== undefined && (
          <>
            {' '}
            <bdi>{why.at(place)}</bdi>
          </>
        )}
        {until !== undefined && `, ${why.until(timeText(until))}.`}
      </p>
    </Item>
  );
}

function RefusedItem({ refused }: { readonly refused: NonNullable<Diagnosis['refused']> }) {
  const { why } = useTexts(PEOPLE_TEXTS);
  const { code, sentence, remedy, at, reference, ip } = refused;
  const ours = textOf(why.reasons, code);
  return (
    <Item code={code} isStop={false} ip={ip}>
      <p className="hint">{why.refused(timeText(at))}</p>
      {ours === undefined ? (
        <p className="says" lang="en">
          {sentence}
        </p>
      ) : (
        <p>{ours}</p>
      )}
      <p className="hint says" lang="en">
        {remedy}
      </p>
      <p className="hint">
        {why.reference} <code>{reference}</code>
      </p>
    </Item>
  );
}
