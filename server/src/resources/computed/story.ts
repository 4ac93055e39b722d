/**
 * Rows of the audit log -> what happened, in words: what, why, and what helps, with the command that does it. The tool prints it, and
 * whoever else is asked why somebody cannot sign in says the same.
 */
import { unregisteredRedirectUri } from '../../protocol/diagnosis/diagnose-redirect-uri.ts';
import type { Fix } from '../../protocol/diagnosis/diagnosis.ts';
import { eventSentence, isRefusal } from '../../protocol/diagnosis/event-types.ts';
import { reasonNamed } from '../../protocol/diagnosis/reasons.ts';
import type { Client } from '../client/client.ts';
import { patchOf, remedyOf, word } from './remedy.ts';

/** A row of the log, as far as a story needs it. */
export type StoryEvent = {
  /** Seconds since the epoch. */
  readonly at: number;
  readonly type: string;
  readonly request_id: string;
  readonly reason?: string;
  readonly client_id?: string;
  readonly sub?: string;
  readonly ip?: string;
  readonly detail?: string;
  readonly sent?: string;
  readonly actor?: string;
};

/** What is known beside the log. */
export type StoryFacts = {
  /** `<name>.<region>`, as commands take it. */
  readonly tenant: string;
  /** Clients that events are of, as they are now. */
  readonly clients: ReadonlyMap<string, Client>;
};

type Step = {
  readonly at: number;
  /** The reference that a page showed. */
  readonly reference: string;
  readonly type: string;
  readonly what: string;
  readonly isRefusal: boolean;
  readonly client_id?: string | undefined;
  readonly user_id?: string | undefined;
  readonly ip?: string | undefined;
  readonly actor?: string | undefined;
  readonly detail?: string | undefined;
  readonly sent?: string | undefined;
  readonly because?: Because | undefined;
};

type Because = {
  readonly code: string;
  readonly sentence: string;
  readonly remedy: string;
  readonly command?: string | undefined;
  /** Lines of a tacit.yaml. */
  readonly yaml?: readonly string[] | undefined;
  /** The same change, for a program. */
  readonly change?: ReturnType<typeof patchOf> | undefined;
};

export type Story = {
  readonly tenant: string;
  /** The oldest first. */
  readonly steps: readonly Step[];
  /** The last that was refused, unless the same was granted after it; undefined: nothing is wrong. */
  readonly trouble: Step | undefined;
};

/** What rows of one tenant tell. */
export function storyOf(events: readonly StoryEvent[], facts: StoryFacts): Story {
  const steps = events.toSorted((a, b) => a.at - b.at).map((event) => stepOf(event, facts));
  const last = steps.findLastIndex((step) => step.isRefusal);
  const isOver = steps.slice(last + 1).some(({ type }) => SUCCESSES.has(type));
  return { tenant: facts.tenant, steps, trouble: isOver ? undefined : steps[last] };
}

/** After which what was refused before is no trouble any more. */
const SUCCESSES: ReadonlySet<string> = new Set(['login', 'tokens_issued']);

function stepOf(event: StoryEvent, facts: StoryFacts): Step {
  const { at, type, request_id, reason, client_id, sub, ip, actor, detail, sent } = event;
  const known = reasonNamed(reason);
  const allowed = allowing(event, facts);
  return {
    ...{ at, reference: request_id, type, what: eventSentence(type), isRefusal: isRefusal(type) },
    ...{ client_id, user_id: sub, ip, actor, detail, sent },
    because: known && {
      code: String(reason),
      sentence: allowed?.sentence ?? known.sentence,
      remedy: known.remedy,
      command: allowed?.command ?? commandOf(known.command, event, facts),
      yaml: allowed?.yaml,
      change: allowed?.change,
    },
  };
}

type Allowed = {
  readonly sentence?: string;
  readonly command: string;
  readonly yaml: readonly string[];
  readonly change: ReturnType<typeof patchOf>;
};

/** By the reason: the change of what is registered that would allow what was sent, as it is registered now. */
const FIXES: ReadonlyMap<string, (sent: string, client: Client | undefined) => Found | undefined> = new Map([
  ['redirect_uri_unregistered', callbackOf],
  ['redirect_uri_none_registered', callbackOf],
  ['redirect_uri_of_another_client', callbackOf],
  ['audience_unknown', (sent: string) => ({ fix: { kind: 'resource_server', key: sent } })],
  [
    'client_id_documents_off',
    () => ({ fix: { kind: 'settings', field: 'client_id_metadata_documents', set: true } }),
  ],
]);

type Found = { readonly fix: Fix | undefined; readonly sentence?: string };

function callbackOf(sent: string, client: Client | undefined): Found | undefined {
  if (!client || client.redirect_uris.includes(sent)) return undefined;
  const { fix, sentence } = unregisteredRedirectUri(sent, client);
  return { fix, sentence };
}

function allowing({ reason, sent, client_id }: StoryEvent, facts: StoryFacts): Allowed | undefined {
  const find = reason === undefined ? undefined : FIXES.get(reason);
  // What has a query was cut when it was written down: nobody registers that.
  if (!find || sent === undefined || sent.includes('?')) return undefined;
  const found = find(sent, client_id === undefined ? undefined : facts.clients.get(client_id));
  if (!found?.fix) return undefined;
  const { fix, ...said } = found;
  return { ...said, ...remedyOf(fix, facts.tenant.split('.', 1)[0] ?? ''), change: patchOf(fix) };
}

/** A command whose names are known; undefined: there is none, or nobody knows of whom. */
function commandOf(
  command: string | undefined,
  { sub, client_id }: StoryEvent,
  { tenant }: StoryFacts,
): string | undefined {
  const names: Readonly<Record<string, string | undefined>> = { tenant, user: sub, client: client_id };
  const missing = [...(command ?? '').matchAll(/\{(\w+)\}/g)].some(([, name = '']) => !names[name]);
  if (command === undefined || missing) return undefined;
  return `npx ${command.replaceAll(/\{(\w+)\}/g, (_, name: string) => word(names[name] ?? ''))}`;
}
