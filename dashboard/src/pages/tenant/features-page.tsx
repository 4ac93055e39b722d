/**
 * How far each feature is in each region: the limited region support of the article, as a table of switches.
 */

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { may } from '../../api/client.ts';
import { asked, forget, useApi } from '../../api/queries.ts';
import { Button } from '../../parts/button.tsx';
import { Copyable } from '../../parts/copyable.tsx';
import { Failed } from '../../parts/failed.tsx';
import { useToast } from '../../parts/toasts.tsx';
import { useReason } from '../../record/reason.ts';
import { useTexts } from '../../text/subject.ts';
import { TENANT_TEXTS } from '../../text/tenant/index.ts';
import { useText } from '../../text/use-text.ts';
import { TenantPage } from './page.tsx';
import { isSame, type Rollout, readAnswer, readRollouts, STAGES, type Stage, TO_NOBODY } from './rollouts.ts';

export function FeaturesPage() {
  const { nav } = useText();
  const { features } = useTexts(TENANT_TEXTS);
  const api = useApi();
  const mayLook = may(api, 'operator_rollouts');
  return (
    <TenantPage
      title={nav.names.features}
      lead={features.lead}
      opens={mayLook ? 'operator_rollouts' : 'tenant_settings_show'}
    >
      {mayLook ? <Rollouts /> : <Elsewhere />}
    </TenantPage>
  );
}

/** The scope is one of the operators' tenant alone: whoever has it not is at another one. */
function Elsewhere() {
  const { nav } = useText();
  const { features } = useTexts(TENANT_TEXTS);
  return (
    <section className="card nothing">
      <h2>{features.elsewhere}</h2>
      <p>{features.elsewhereHint}</p>
      <Copyable
        label={features.elsewhere}
        value="npx tacit rollout api_authorization --region us off"
        isBlock
      />
      <p>
        {features.own} <Link to="/settings">{nav.names.settings}</Link>
      </p>
    </section>
  );
}

function Rollouts() {
  const { features: text } = useTexts(TENANT_TEXTS);
  const { data } = useSuspenseQuery(asked(useApi(), 'operator_rollouts', TO_NOBODY));
  const [added, setAdded] = useState<readonly string[]>([]);
  const rollouts = readRollouts(data.value.answer);
  const names = [...new Set(rollouts.map(({ feature }) => feature))];
  const regions = [...new Set([...rollouts.map(({ region }) => region), ...added])].sort();
  const at = (feature: string, region: string): Rollout =>
    rollouts.find((one) => one.feature === feature && one.region === region) ?? {
      ...{ feature, region, stage: 'on', percent: '', isSet: false },
    };
  return (
    <>
      <section className="card" aria-label={text.region}>
        <table className="list switches">
          <thead>
            <tr>
              <th scope="col">{text.region}</th>
              {names.map((feature) => (
                <th key={feature} scope="col">
                  <code>{feature}</code>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {regions.map((region) => (
              <tr key={region}>
                <th scope="row">
                  <code>{region}</code>
                </th>
                {names.map((feature) => (
                  <td key={feature}>
                    <Switch key={JSON.stringify(at(feature, region))} stored={at(feature, region)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <AddRegion onAdd={(region) => setAdded([...added, region])} />
      </section>
      <dl className="card terms">
        {STAGES.map((stage) => (
          <div key={stage}>
            <dt>{text.stages[stage]}</dt>
            <dd>{text.stagesHint[stage]}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Switch({ stored }: { readonly stored: Rollout }) {
  const { features: text } = useTexts(TENANT_TEXTS);
  const [chosen, setChosen] = useState(stored);
  const reason = useReason('operator_rollouts_change');
  const { feature, region } = stored;
  const change = useRolloutChange(chosen);
  const isChanged = !isSame(chosen, stored);
  return (
    <form
      className="rollout"
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged && reason === undefined) change.mutate();
      }}
    >
      <select
        aria-label={text.of(feature, region)}
        value={chosen.stage}
        aria-disabled={reason !== undefined || undefined}
        title={reason}
        onChange={({ target }) => {
          if (reason === undefined) setChosen({ ...chosen, stage: stageNamed(target.value) });
        }}
      >
        {STAGES.map((stage) => (
          <option key={stage} value={stage}>
            {text.stages[stage]}
          </option>
        ))}
      </select>
      {chosen.stage === 'percent' && (
        <input
          className="short"
          type="text"
          inputMode="numeric"
          aria-label={text.percentOf(feature, region)}
          placeholder={text.percent}
          value={chosen.percent}
          readOnly={reason !== undefined}
          onChange={({ target }) => setChosen({ ...chosen, percent: target.value })}
        />
      )}
      {isChanged && (
        <Button weight="primary" isSubmit isBusy={change.isPending}>
          {text.save}
        </Button>
      )}
      {!stored.isSet && !isChanged && <small className="hint">{text.unset}</small>}
      <Failed says={change.error?.message} />
    </form>
  );
}

function stageNamed(word: string): Stage {
  return STAGES.find((stage) => stage === word) ?? 'on';
}

function useRolloutChange({ feature, region, stage, percent }: Rollout) {
  const { features: text } = useTexts(TENANT_TEXTS);
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  return useMutation({
    async mutationFn() {
      const body = { feature, region, stage, ...(stage === 'percent' ? { percent } : {}) };
      const { value } = await api.call('operator_rollouts_change', { body });
      // What the words of the act say is wrong is an answer, not a refusal.
      const wrong = readAnswer(value.answer);
      if (wrong !== undefined) throw new Error(wrong);
    },
    async onSuccess() {
      toast(text.saved(feature, region));
      await forget(queries, ['operator_rollouts']);
    },
  });
}

function AddRegion({ onAdd }: { readonly onAdd: (region: string) => void }) {
  const { features: text } = useTexts(TENANT_TEXTS);
  const id = useId();
  const [typed, setTyped] = useState('');
  return (
    <form
      className="asks card-foot"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() === '') return;
        onAdd(typed.trim());
        setTyped('');
      }}
    >
      <p>
        <label htmlFor={id}>{text.another}</label>
        <input
          id={id}
          type="text"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </p>
      <Button weight="secondary" isSubmit>
        {text.add}
      </Button>
    </form>
  );
}
