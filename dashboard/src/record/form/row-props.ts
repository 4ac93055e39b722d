/**
 * What the row of a field is given in a form around a draft.
 */
import type { Mistake } from '../../api/problem.ts';
import type { FieldProps } from '../../fields/control.ts';
import type { Draft } from './draft.ts';
import { mistakesOf } from './mistakes-of.ts';
import type { FormField } from './names.ts';
import type { Saving } from './saving.ts';

export type InForm = {
  readonly draft: Draft;
  readonly saving: Saving;
  readonly mistakes: readonly Mistake[];
  /** Why nothing of it may be changed. */
  readonly reason: string | undefined;
};

/** All but what it is called by. */
export function rowProps(
  named: FormField,
  { draft, saving, mistakes, reason }: InForm,
): Required<Omit<FieldProps, 'id' | 'label' | 'says' | 'note' | 'beside'>> {
  return {
    field: named.field,
    apiName: named.apiName,
    value: draft.value(named),
    onChange: (value) => saving.set(named, value),
    mistakes: mistakesOf(named, mistakes),
    isReadOnly: reason !== undefined,
    isChanged: draft.changed.has(named.own),
  };
}
