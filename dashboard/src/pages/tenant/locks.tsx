/**
 * Who is locked out by guesses: asked for by name, for what is counted is kept under hashes, and let in again.
 */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { Api, OperationId } from '../../api/client.ts';
import { ApiError } from '../../api/problem.ts';
import { forget, useApi } from '../../api/queries.ts';
import { Button } from '../../parts/button.tsx';
import { Failed } from '../../parts/failed.tsx';
import { Time } from '../../parts/time.tsx';
import { useToast } from '../../parts/toasts.tsx';
import { useReason } from '../../record/reason.ts';
import { useTexts } from '../../text/subject.ts';
import { TENANT_TEXTS } from '../../text/tenant/index.ts';

type Lock = { readonly ip?: string; readonly reason: string; readonly until: string };

type Way = {
  readonly looks: 'user_blocks_list' | 'ip_blocks_show';
  readonly lifts: OperationId;
  readonly said: (who: string) => Parameters<Api['call']>[1];
};

const BY_PERSON: Way = {
  looks: 'user_blocks_list',
  lifts: 'user_blocks_lift',
  said: (identifier) => ({ query: { identifier } }),
};

const BY_ADDRESS: Way = {
  looks: 'ip_blocks_show',
  lifts: 'ip_blocks_delete',
  said: (id) => ({ path: { id } }),
};

/** An IPv4 or IPv6 address has no letters beyond f, and no user has a colon and no sign before it. */
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f:]*:[\da-f:.]*)$/i;

function wayOf(who: string): Way {
  return ADDRESS.test(who) ? BY_ADDRESS : BY_PERSON;
}

async function locksOf(api: Api, who: string): Promise<readonly Lock[]> {
  const { looks, said } = wayOf(who);
  try {
    const { value } = await api.call(looks, said(who));
    return (value.blocked_for ?? []).map(({ ip, reason, until }) => ({
      ...(ip === undefined ? {} : { ip }),
      reason,
      until,
    }));
  } catch (error) {
    // Of an address that nothing locks out the answer is that there is no block.
    if (error instanceof ApiError && error.code === 'not_blocked') return [];
    throw error;
  }
}

export function Locks() {
  const { protection } = useTexts(TENANT_TEXTS);
  const id = useId();
  const [typed, setTyped] = useState('');
  const [who, setWho] = useState<string | undefined>(undefined);
  return (
    <section className="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{protection.locked}</h2>
      <p className="hint" id={`${id}-hint`}>
        {protection.lockedHint}
      </p>
      <form
        className="asks"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') setWho(typed.trim());
        }}
      >
        <p>
          <label htmlFor={id}>{protection.who}</label>
          <input
            id={id}
            type="text"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            aria-describedby={`${id}-hint`}
            onChange={({ target }) => setTyped(target.value)}
          />
        </p>
        <Button weight="secondary" isSubmit>
          {protection.look}
        </Button>
      </form>
      {who !== undefined && <Found key={who} who={who} />}
    </section>
  );
}

function Found({ who }: { readonly who: string }) {
  const { protection } = useTexts(TENANT_TEXTS);
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  const way = wayOf(who);
  const reason = useReason(way.lifts);
  // By whom it is asked for, an address perhaps, stays out of what is remembered for longer.
  const { data, error } = useQuery({
    queryKey: [way.looks, who],
    queryFn: () => locksOf(api, who),
    gcTime: 0,
    staleTime: 0,
  });
  const lifting = useMutation({
    mutationFn: () => api.call(way.lifts, way.said(who)),
    async onSuccess() {
      toast(protection.unlocked(who));
      await forget(queries, [way.looks]);
    },
  });
  const failure = error ?? lifting.error;
  return (
    <div role="status">
      <Failed says={failure?.message} />
      {data?.length === 0 && <p>{protection.nobody(who)}</p>}
      {data !== undefined && data.length > 0 && (
        <>
          <LockTable locks={data} />
          <p className="tools">
            <Button
              weight="primary"
              reason={reason}
              isBusy={lifting.isPending}
              onPress={() => lifting.mutate()}
            >
              {protection.unlock}
            </Button>
          </p>
        </>
      )}
    </div>
  );
}

function LockTable({ locks }: { readonly locks: readonly Lock[] }) {
  const { protection } = useTexts(TENANT_TEXTS);
  return (
    <table className="sides">
      <thead>
        <tr>
          <th scope="col">{protection.budget}</th>
          <th scope="col">{protection.place}</th>
          <th scope="col">{protection.until}</th>
        </tr>
      </thead>
      <tbody>
        {locks.map(({ reason, ip, until }) => (
          <tr key={`${reason} ${ip}`}>
            <td>
              <code>{reason}</code>
            </td>
            <td>{ip === undefined ? protection.everywhere : <code>{ip}</code>}</td>
            <td>
              <Time at={until} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
