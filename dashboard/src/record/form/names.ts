/**
 * The fields of a kind as a form has them, in the groups of its view.
 */
import { doorName, KINDS, type Named, namesAt, valueAt } from '@tacit/server/resources';
import type { Document, FormView, View } from '../../kinds/view.ts';

export type FormField = Named & { readonly apiName: string };

export type FormGroup = {
  readonly name: string;
  readonly fields: readonly FormField[];
};

/** What a record says at a field. */
type Says = (named: Named) => unknown;

/**
 * Every field that may be written, each in one group; what no group names comes last, and what weakens a protection last of all. Of a
 * record those that it can have; absent: of all.
 */
export function groupsOf(view: FormView, record?: Document): readonly FormGroup[] {
  const all = writable(view, record && ((named) => valueAt(record, named)));
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

/** What is asked for when one is made, of which so much is said by now, by our names; absent: of all. */
export function askedOf(view: View, values?: Document): readonly FormField[] {
  const all = writable(view, values && (({ own }) => values[own]));
  return view.asked.flatMap((own) => all.filter((field) => field.own === own));
}

/** Told once and never again: kept nowhere, not even while somebody signs in anew. */
export function isSecret({ field }: Named): boolean {
  return field.presence === 'secret';
}

function writable(view: FormView, says: Says | undefined): readonly FormField[] {
  const named = namesAt('auth0', KINDS[view.kind]);
  const isForeign = says ? foreignTo(view, says) : () => false;
  return named
    .filter(({ own, field }) => !field.computed && !view.apart.includes(own) && !isForeign(own))
    .map((one) => ({ ...one, field: chosenOf(view, one, says), apiName: doorName(one) }));
}

/** Which fields are those of other records, by what this one says it is. */
function foreignTo({ kind }: FormView, says: Says): (own: string) => boolean {
  const { variants } = KINDS[kind];
  if (!variants) return () => false;
  const by = namesAt('auth0', KINDS[kind]).find(({ own }) => own === variants.by);
  const variant = by && says(by);
  const foreign = Object.entries(variants.fields).flatMap(([name, fields]) =>
    name === variant ? [] : fields,
  );
  return (own) => foreign.includes(own);
}

/** With the names that people choose from; and, where the server wrote another one, with that. */
function chosenOf({ choices }: FormView, named: Named, says: Says | undefined): Named['field'] {
  const { own, field } = named;
  const offered = choices?.[own];
  const { names } = field.shape;
  if (!(offered && names && says)) return field;
  const now = says(named);
  return {
    ...field,
    shape: { ...field.shape, names: names.filter((name) => name === now || offered.includes(name)) },
  };
}
