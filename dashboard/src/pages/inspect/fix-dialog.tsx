/**
 * A change that would allow what was refused: shown beside what is stored now, and made with the version that was shown.
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Api, OperationId, Said } from '../../api/client.ts';
import { ApiError } from '../../api/problem.ts';
import { forget, useApi } from '../../api/queries.ts';
import { Dialog } from '../../parts/dialog/dialog.tsx';
import { DialogEnd } from '../../parts/dialog/dialog-end.tsx';
import { useToast } from '../../parts/toasts.tsx';
import { useReason } from '../../record/reason.ts';
import { SETTINGS_ASKED, settingsRecord } from '../../record/settings-record.ts';
import { isDocument, type Stored } from '../../record/stored.ts';
import { INSPECT_TEXTS } from '../../text/inspect/index.ts';
import { useTexts } from '../../text/subject.ts';
import { appliedTo, type Change, changeOf, type Fix } from './inspection.ts';

type Kind = {
  /** What shows the record as it is; undefined: it is to be made. */
  readonly shows: { readonly id: OperationId; readonly said: (key: string) => Said } | undefined;
  /** Of an answer that is not the record itself. */
  readonly reads?: (value: unknown) => Stored;
  readonly changes: OperationId;
  readonly said: (fix: Fix, change: Change, version: string | undefined) => Said;
  readonly stale: readonly OperationId[];
};

/** By the kind of record that a fix is of. */
const KINDS: Readonly<Record<string, Kind>> = {
  client: {
    shows: { id: 'clients_show', said: (id) => ({ path: { id } }) },
    changes: 'clients_update',
    said: ({ key = '' }, { name, value }, version) => ({
      path: { id: key },
      body: { [name]: value },
      version,
    }),
    stale: ['clients_list', 'clients_show'],
  },
  resource_server: {
    shows: undefined,
    changes: 'resource_servers_create',
    said: (_, { name, value }) => ({ body: { [name]: value, name: value } }),
    stale: ['resource_servers_list'],
  },
  client_grant: {
    shows: undefined,
    changes: 'client_grants_create',
    said: ({ patch = {} }) => ({ body: patch }),
    stale: ['client_grants_list'],
  },
  settings: {
    shows: { id: 'operator_settings_show', said: () => SETTINGS_ASKED },
    reads: settingsRecord,
    changes: 'operator_settings_set',
    said: (_, { name, value }, version) => ({
      body: {
        ...{ key: [], dryRun: false, document: { [name]: value }, add: {}, remove: {}, prefix: '' },
        ...(version === undefined ? {} : { version: Number(version) }),
      },
    }),
    stale: ['operator_settings_show', 'tenant_settings_show'],
  },
};

function kindOf({ kind = '' }: Fix): Kind {
  const found = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (!found) throw new Error(`A fix is of a kind of the table, and ${kind} is none.`);
  return found;
}

/** Why somebody may not make it; undefined: they may. */
export function useFixReason(fix: Fix): string | undefined {
  // Of a fix without a patch nobody asks.
  return useReason(fix.kind === undefined ? 'clients_update' : kindOf(fix).changes);
}

async function stored(api: Api, fix: Fix): Promise<Stored> {
  const { shows, reads } = kindOf(fix);
  if (!shows) return { record: {}, version: undefined };
  const { value, version } = await api.call(shows.id, shows.said(fix.key ?? ''));
  return reads ? reads(value) : { record: isDocument(value) ? value : {}, version };
}

type Props = { readonly fix: Fix; readonly onClose: () => void; readonly onChanged: () => void };

export function FixDialog({ fix, onClose, onChanged }: Props) {
  const api = useApi();
  const text = useTexts(INSPECT_TEXTS);
  const queries = useQueryClient();
  const toast = useToast();
  const kind = kindOf(fix);
  const change = changeOf(fix);
  const question = {
    queryKey: ['fix', fix.kind, fix.key],
    queryFn: () => stored(api, fix),
    staleTime: 0,
    gcTime: 0,
  };
  const { data, error } = useQuery(question);
  const name = change?.name ?? '';
  const before = data?.record[name];
  const after = appliedTo(before, change?.value);
  const isAlready = data !== undefined && JSON.stringify(before) === JSON.stringify(after);
  const making = useMutation({
    mutationFn: () => api.call(kind.changes, kind.said(fix, { name, value: after }, data?.version)),
    async onSuccess() {
      toast(text.applied);
      onClose();
      onChanged();
      await forget(queries, kind.stale);
    },
    async onError(failure) {
      if (isMoved(failure)) await queries.invalidateQueries({ queryKey: question.queryKey });
    },
  });
  const failure = making.error ?? error;
  return (
    <Dialog title={text.fixTitle} onClose={onClose}>
      <p>
        {fix.key !== undefined && <bdi>{fix.key}</bdi>} {kind.shows && <code>{name}</code>}
      </p>
      <dl className="diff">
        <div>
          <dt>{text.before}</dt>
          <dd>
            <Lines value={before} beside={before} />
          </dd>
        </div>
        <div>
          <dt>{text.after}</dt>
          <dd>
            <Lines value={kind.shows ? after : made(fix)} beside={before} />
          </dd>
        </div>
      </dl>
      {isAlready && <p className="hint">{text.already}</p>}
      <DialogEnd
        weight="primary"
        confirm={text.apply}
        isBusy={making.isPending || !data}
        reason={isAlready ? text.already : undefined}
        failure={failure && isMoved(failure) ? text.moved : failure?.message}
        onClose={onClose}
        onConfirm={() => making.mutate()}
      />
    </Dialog>
  );
}

function isMoved(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 412 || error.code === 'conflict');
}

/** A value, an entry a line; those that are not there yet are marked. */
function Lines({ value, beside }: { readonly value: unknown; readonly beside: unknown }) {
  const text = useTexts(INSPECT_TEXTS);
  const [lines, there] = [value, beside].map(entriesOf);
  if (!lines?.length) return <em>{text.nothing}</em>;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>
          {there?.includes(line) ? (
            <code>{line}</code>
          ) : (
            <ins>
              <code>{line}</code>
            </ins>
          )}
        </li>
      ))}
    </ul>
  );
}

/** A record that there is not yet, a field a line. */
function made({ patch = {} }: Fix): readonly string[] {
  return Object.entries(patch).map(([name, value]) => `${name}: ${[value].flat().join(' ')}`);
}

function entriesOf(value: unknown): readonly string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
