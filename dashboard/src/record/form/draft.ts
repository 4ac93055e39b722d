/**
 * What somebody has typed into the form of a record, and the version of the record that they began with. What is stored may move on
 * meanwhile: the draft stays on what it began with until it is saved or given up.
 */
import { isSame, type Named, putAt, valueAt } from '@tacit/server/resources';
import { useKept } from '../../api/use-kept.ts';
import { rowOf } from '../../fields/rows.ts';
import type { Document } from '../../kinds/view.ts';
import { isDocument, type Stored } from '../stored.ts';

type Typed = {
  readonly begun: Stored;
  /** By our names; one without a value is left out. */
  readonly values: readonly { readonly own: string; readonly value?: unknown }[];
};

export type Draft = {
  /** The record as the form began with it. */
  readonly begun: Stored;
  /** Our names of the fields that differ from it. */
  readonly changed: ReadonlySet<string>;
  /** The fields that differ, as the Management API has them. */
  readonly document: Document;
  value(named: Named): unknown;
  set(named: Named, value: unknown): void;
  /** It was typed before somebody signed in again. */
  readonly isBack: boolean;
  discard(): void;
  /** Goes on with what is typed, upon what is stored now. */
  rebase(stored: Stored): void;
};

const UNTYPED: Typed['values'] = [];

/** Without a place it does not outlive a sign-in: what holds a secret goes nowhere but to the server. */
export function useDraft(place: string | undefined, stored: Stored, fields: readonly Named[]): Draft {
  const {
    value: typed,
    set,
    isBack,
  } = useKept<Typed | null>(place === undefined ? undefined : `draft ${place}`, null, isTyped);
  const { begun, values } = typed ?? { begun: stored, values: UNTYPED };
  const changes = values.flatMap(({ own, value }) =>
    fields.filter((named) => named.own === own).map((named) => ({ named, value })),
  );
  return {
    begun,
    isBack,
    changed: new Set(changes.map(({ named }) => named.own)),
    document: documentOf(begun.record, changes),
    value(named) {
      const change = values.find(({ own }) => own === named.own);
      return change ? change.value : valueAt(begun.record, named);
    },
    set(named, value) {
      const others = values.filter(({ own }) => own !== named.own);
      const isBefore = isSame(value, valueAt(begun.record, named));
      const next = isBefore ? others : [...others, { own: named.own, value }];
      set(next.length === 0 ? null : { begun, values: next });
    },
    discard: () => set(null),
    rebase: (now) => set(typed && { begun: now, values }),
  };
}

/** As it was kept by this dashboard, or by one of another version, whose draft is not worth a mistake. */
function isTyped(value: unknown): value is Typed {
  return isDocument(value) && Array.isArray(value['values']) && isDocument(value['begun']);
}

type Change = { readonly named: Named; readonly value: unknown };

function documentOf(before: Document, changes: readonly Change[]): Document {
  const document: Record<string, unknown> = {};
  for (const { named, value } of changes) putAt(document, named.path, saidOf(before, { named, value }));
  return document;
}

/** Null asks for what is meant where nothing is said. */
function saidOf(before: Document, { named, value }: Change): unknown {
  if (value === undefined) return null;
  const patched = rowOf(named.field.shape).patch?.(value, valueAt(before, named)) ?? value;
  return named.isListed ? [patched] : patched;
}
