/**
 * Everything that is administered as one file: what it would change, done, and taken away.
 */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Api } from '../../api/client.ts';
import { useApi } from '../../api/queries.ts';
import { Button } from '../../parts/button.tsx';
import { Copyable } from '../../parts/copyable.tsx';
import { Failed } from '../../parts/failed.tsx';
import { useToast } from '../../parts/toasts.tsx';
import { useReason } from '../../record/reason.ts';
import { PLAN_TEXTS } from '../../text/plan/index.ts';
import { useTexts } from '../../text/subject.ts';
import { useText } from '../../text/use-text.ts';
import { TenantPage } from '../tenant/page.tsx';
import {
  deletionOf,
  isDone,
  type Planned,
  placeholdersIn,
  readPlan,
  type Step,
  type Wish,
} from './plan-answer.ts';
import { PlanFile } from './plan-file.tsx';
import { Steps } from './plan-steps.tsx';
import { Mistaken } from './plan-wrong.tsx';

const NOTHING: Wish = { text: '', env: {}, prune: false, recreate: false };

async function ask(api: Api, wish: Wish, agreed: readonly string[] | undefined): Promise<Planned> {
  const names = placeholdersIn(wish.text);
  const env = Object.fromEntries(Object.entries(wish.env).filter(([name]) => names.includes(name)));
  const body = { ...wish, env, dryRun: agreed === undefined, agreed: agreed ?? [] };
  const { value } = await api.call('operator_apply', { body });
  return readPlan(value);
}

export function PlanPage() {
  const { nav } = useText();
  const text = useTexts(PLAN_TEXTS);
  return (
    <TenantPage title={nav.names.plan} lead={text.lead} opens="operator_export">
      <Plan />
    </TenantPage>
  );
}

type Seen = { readonly wish: Wish; readonly planned: Planned; readonly isApplied: boolean };

function Plan() {
  const text = useTexts(PLAN_TEXTS);
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  const reason = useReason('operator_apply');
  const [wish, setWish] = useState(NOTHING);
  const [seen, setSeen] = useState<Seen | undefined>(undefined);
  const planning = useMutation({
    mutationFn: (of: Wish) => ask(api, of, undefined),
    onSuccess: (planned, of) => setSeen({ wish: of, planned, isApplied: false }),
  });
  const applying = useMutation({
    mutationFn: ({ of, agreed }: { readonly of: Wish; readonly agreed: readonly string[] }) =>
      ask(api, of, agreed),
    // The answer may hold secrets.
    gcTime: 0,
    async onSuccess(planned, { of }) {
      setSeen({ wish: of, planned, isApplied: planned.is === 'steps' });
      if (planned.is === 'steps') toast(text.applied);
      // Whatever was shown before may be another now.
      await queries.invalidateQueries();
    },
  });
  const isStale = seen !== undefined && !seen.isApplied && seen.wish !== wish;
  const error = planning.error ?? applying.error;
  return (
    <>
      <PlanFile wish={wish} onChange={setWish}>
        <Button
          weight={seen ? 'secondary' : 'primary'}
          reason={reason}
          isBusy={planning.isPending}
          onPress={() => planning.mutate(wish)}
        >
          {planning.isPending ? text.planning : text.plan}
        </Button>
      </PlanFile>
      <div className="said" role="status">
        <Failed says={error?.message} />
        {seen?.planned.is === 'wrong' && <Mistaken wrong={seen.planned.wrong} text={seen.wish.text} />}
        {seen?.planned.is === 'steps' && (
          <Outcome
            key={JSON.stringify(seen)}
            seen={seen}
            steps={seen.planned.steps}
            isStale={isStale}
            isBusy={applying.isPending}
            onApply={(agreed) => applying.mutate({ of: seen.wish, agreed })}
          />
        )}
      </div>
    </>
  );
}

type OutcomeProps = {
  readonly seen: Seen;
  readonly steps: readonly Step[];
  readonly isStale: boolean;
  readonly isBusy: boolean;
  readonly onApply: (agreed: readonly string[]) => void;
};

/** What would be done, each deletion to be agreed to on its own; or what was. */
function Outcome({ seen, steps, isStale, isBusy, onApply }: OutcomeProps) {
  const text = useTexts(PLAN_TEXTS);
  const [agreed, setAgreed] = useState<readonly string[]>([]);
  const done = steps.filter((step) => !isDone(step));
  const deletions = done.filter(({ action }) => action === 'delete').map(deletionOf);
  const isAgreed = deletions.every((one) => agreed.includes(one));
  const reason = isStale ? text.stale : isAgreed ? undefined : text.agreeFirst;
  const count = (...actions: readonly string[]) =>
    String(done.filter(({ action }) => actions.includes(action)).length);
  return (
    <section className="card plan" aria-label={text.result}>
      <Head title={seen.isApplied ? text.done : text.result}>
        {done.length === 0 ? text.nothing : text.counts(count('create'), count('update'), count('delete'))}{' '}
        {steps.length > done.length && text.same(String(steps.length - done.length))}
      </Head>
      <Steps
        steps={done}
        agreed={seen.isApplied ? undefined : agreed}
        onAgree={(one, isSo) => setAgreed(isSo ? [...agreed, one] : agreed.filter((other) => other !== one))}
      />
      {seen.planned.is === 'steps' && seen.planned.secrets.length > 0 && (
        <div className="card-foot">
          <h3>{text.secrets}</h3>
          {seen.planned.secrets.map(({ of, secret }) => (
            <div key={of}>
              <p>{of}</p>
              <Copyable label={of} value={secret} isBlock />
            </div>
          ))}
        </div>
      )}
      {!seen.isApplied && done.length > 0 && (
        <div className="card-foot tools">
          {isStale && <p className="hint">{text.stale}</p>}
          <Button
            weight={deletions.length > 0 ? 'danger' : 'primary'}
            isBusy={isBusy}
            reason={reason}
            onPress={() => onApply(agreed)}
          >
            {isBusy ? text.applying : text.apply(done.length)}
          </Button>
        </div>
      )}
    </section>
  );
}

function Head({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="card-head">
      <h2>{title}</h2>
      <p className="hint">{children}</p>
    </div>
  );
}
