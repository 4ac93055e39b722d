/**
 * Whether a log stream goes: why it does not, since when, and the button that begins again.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { forget, useApi } from '../../api/queries.ts';
import type { About } from '../../kinds/view.ts';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { momentOf, Time } from '../../parts/time.tsx';
import { useToast } from '../../parts/toasts.tsx';
import { useReason } from '../../record/reason.ts';
import { LOGS_TEXTS } from '../../text/logs/index.ts';
import { useTexts } from '../../text/subject.ts';

/** How loud each state is, and whether somebody must begin again: one that fails is tried again by itself. */
const STATES = {
  suspended: { tone: 'alert', isHeld: true },
  paused: { tone: 'notice', isHeld: true },
  failing: { tone: 'notice', isHeld: false },
} as const;

function stateOf({ status, last_error }: About['record']): keyof typeof STATES | undefined {
  if (status === 'suspended' || status === 'paused') return status;
  return last_error === undefined ? undefined : 'failing';
}

export function StreamState({ id, record, version }: About) {
  const { stream } = useTexts(LOGS_TEXTS);
  const state = stateOf(record);
  if (!state) return null;
  const { tone, isHeld } = STATES[state];
  const { last_error } = record;
  return (
    <Notice tone={tone} title={stream[state].title}>
      <p>{stream[state].lead}</p>
      <dl className="facts">
        {typeof last_error === 'string' && (
          <div>
            <dt>{stream.lastError}</dt>
            <dd lang="en">
              <bdi>{last_error}</bdi>
            </dd>
          </div>
        )}
        <When label={stream.since} seconds={record['failing_since']} />
        <When label={stream.arrived} seconds={record['delivered_at']} />
      </dl>
      {isHeld && <Again id={id} version={version} />}
    </Notice>
  );
}

function When({ label, seconds }: { readonly label: string; readonly seconds: unknown }) {
  const at = momentOf(seconds);
  if (at === undefined) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Time at={at} />
      </dd>
    </div>
  );
}

function Again({ id, version }: Pick<About, 'id' | 'version'>) {
  const { stream } = useTexts(LOGS_TEXTS);
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  const reason = useReason('log_streams_update');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.call('log_streams_update', { path: { id }, body: { status: 'active' }, version }),
    async onSuccess() {
      await forget(queries, ['log_streams_show', 'log_streams_list']);
      toast(stream.begun);
    },
  });
  return (
    <>
      {error && <p className="error">{error.message}</p>}
      <p className="tools">
        <Button weight="primary" isBusy={isPending} reason={reason} onPress={() => mutate()}>
          {stream.again}
        </Button>
      </p>
    </>
  );
}
