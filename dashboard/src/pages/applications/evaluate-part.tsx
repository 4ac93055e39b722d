/**
 * Choosing how an application asks, for whom, at which API and for what: what it would be given follows as it is chosen.
 */
import { useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import { CLIENT_VIEW } from '../../kinds/client.ts';
import type { Document } from '../../kinds/view.ts';
import { Rest } from '../../parts/rest.tsx';
import { AnsweredWhole } from '../../record/answered.tsx';
import { useRecord } from '../../record/record-frame.tsx';
import type { Whole } from '../../record/whole.ts';
import { APPLICATIONS_TEXTS } from '../../text/applications/index.ts';
import { useTexts } from '../../text/subject.ts';
import { ChooseUser } from './choose-user.tsx';
import { BY_NAME, scopesOfApi, textsOf } from './entries.ts';
import { type EvaluateSearch, FLOWS, type Flow, readEvaluateSearch } from './evaluate-search.ts';
import { Evaluation } from './evaluation.tsx';

type Props = { readonly id: string; readonly search: EvaluateSearch };

const OPENID = ['openid', 'profile', 'email', 'phone', 'address', 'offline_access'] as const;

/** What SDKs ask for of their own accord. */
const USUAL = 'openid profile email';

export function EvaluatePart({ id, search }: Props) {
  const { evaluate } = useTexts(APPLICATIONS_TEXTS);
  const { record } = useRecord(CLIENT_VIEW, id);
  const navigate = useNavigate();
  const flow = search.flow ?? firstFlow(record);
  const isOwn = flow === 'client_credentials';
  const scope = search.scope ?? (isOwn ? '' : USUAL);
  const choose = (change: EvaluateSearch) =>
    void navigate({
      to: '/applications/$id/evaluate',
      params: { id },
      search: readEvaluateSearch({ ...search, flow, ...change }),
      replace: true,
    });
  const body = {
    grant_type: flow,
    ...(isOwn || search.user === undefined ? {} : { user_id: search.user }),
    ...(search.api === undefined ? {} : { audience: search.api }),
    ...(scope === '' ? {} : { scope }),
  };
  return (
    <>
      <section className="card part">
        <header>
          <h2>{evaluate.title}</h2>
          <p className="hint">{evaluate.lead}</p>
        </header>
        <AnsweredWhole id="resource_servers_list" said={BY_NAME}>
          {(apis) => (
            <Choices
              {...{ flow, isOwn, scope, choose, search, apis }}
              onFlow={(next) => choose({ flow: next })}
            />
          )}
        </AnsweredWhole>
      </section>
      {(isOwn || search.user !== undefined) && <Evaluation id={id} body={body} />}
    </>
  );
}

/** How it is registered to ask. */
function firstFlow({ grant_types }: Document): Flow {
  const registered = textsOf(grant_types);
  return FLOWS.find((one) => registered.includes(one)) ?? FLOWS[0];
}

type ChoiceProps = {
  readonly flow: Flow;
  readonly isOwn: boolean;
  readonly scope: string;
  readonly search: EvaluateSearch;
  readonly apis: Whole;
  readonly choose: (change: EvaluateSearch) => void;
  readonly onFlow: (flow: Flow) => void;
};

function Choices({ flow, isOwn, scope, search, apis, choose, onFlow }: ChoiceProps) {
  const { evaluate } = useTexts(APPLICATIONS_TEXTS);
  const place = useId();
  const api = apis.entries.find(({ identifier }) => identifier === search.api);
  return (
    <div className="choices-of-evaluation">
      <p>
        <label htmlFor={`${place}-flow`}>{evaluate.flow}</label>
        <select
          id={`${place}-flow`}
          value={flow}
          onChange={({ target }) => onFlow(FLOWS.find((one) => one === target.value) ?? flow)}
        >
          {FLOWS.map((one) => (
            <option key={one} value={one}>
              {evaluate.flows[one]}
            </option>
          ))}
        </select>
      </p>
      <p>
        <label htmlFor={`${place}-api`}>{evaluate.api}</label>
        <select
          id={`${place}-api`}
          value={search.api ?? ''}
          onChange={({ target }) => choose({ api: target.value })}
        >
          <option value="">{evaluate.noApi}</option>
          {apis.entries.map(({ identifier, name }) => (
            <option key={String(identifier)} value={String(identifier)}>
              {String(name || identifier)}
            </option>
          ))}
        </select>
        <Rest count={apis.rest} />
      </p>
      {!isOwn && <ChooseUser user={search.user} onChoose={(user) => choose({ user })} />}
      <Scopes
        place={place}
        known={[...(isOwn ? [] : OPENID), ...scopesOfApi(api)]}
        scope={scope}
        onChange={(next) => choose({ scope: next })}
      />
    </div>
  );
}

type ScopesProps = {
  readonly place: string;
  readonly known: readonly string[];
  readonly scope: string;
  readonly onChange: (scope: string) => void;
};

function Scopes({ place, known, scope, onChange }: ScopesProps) {
  const { evaluate } = useTexts(APPLICATIONS_TEXTS);
  const chosen = scope.split(' ').filter((one) => one !== '');
  return (
    <fieldset className="scope-choice wide">
      <legend>{evaluate.scopes}</legend>
      <ul className="ticks">
        {known.map((name) => (
          <li key={name}>
            <input
              id={`${place}-${name}`}
              type="checkbox"
              checked={chosen.includes(name)}
              onChange={({ target }) =>
                onChange(
                  known.filter((one) => (one === name ? target.checked : chosen.includes(one))).join(' '),
                )
              }
            />
            <label htmlFor={`${place}-${name}`}>
              <code>{name}</code>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
