/**
 * The fields of a kind as a form has them, in the groups of its view.
 */
import { doorName, KINDS, type Named, namesAt } from '@tacit/server/resources';
import type { FormView, View } from '../../kinds/view.ts';

export type FormField = Named & { readonly apiName: string };

export type FormGroup = {
  readonly name: string;
  readonly fields: readonly FormField[];
};

/** Every field that may be written, each in one group; what no group names comes last, and what weakens a protection last of all. */
export function groupsOf(view: FormView): readonly FormGroup[] {
  const all = writable(view);
  const grouped = new Set(view.groups.flatMap(({ fields }) => fields));
  const named = view.groups.map(({ name, fields }) => ({
    name,
    fields: fields.flatMap((own) => all.filter((field) => field.own === own)),
  }));
  const rest = all.filter(({ own, field }) => !grouped.has(own) && !field.unsafe);
  const groups: readonly FormGroup[] = [
    ...named,
    { name: 'others', fields: rest },
    { name: 'unsafe', fields: all.filter(({ field }) => field.unsafe) },
  ];
  return groups.filter(({ fields }) => fields.length > 0);
}

/** What is asked for when one is made. */
export function askedOf(view: View): readonly FormField[] {
  const all = writable(view);
  return view.asked.flatMap((own) => all.filter((field) => field.own === own));
}

function writable({ kind, apart }: FormView): readonly FormField[] {
  return namesAt('auth0', KINDS[kind])
    .filter(({ own, field }) => !field.computed && field.presence !== 'secret' && !apart.includes(own))
    .map((named) => ({ ...named, apiName: doorName(named) }));
}
