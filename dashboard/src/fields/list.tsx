/**
 * A list: names to tick, or entries of any shape.
 */
import { isMapping, type Shape } from '@tacit/server/resources';
import type { ReactNode } from 'react';
import { Button } from '../parts/button.tsx';
import { useText } from '../text/use-text.ts';
import { type ControlProps, mistakesAt } from './control.ts';
import { Mistakes } from './mistakes.tsx';

export function ListControl(props: ControlProps) {
  const { item } = props.shape;
  if (!item) throw new Error('A list says what its entries are.');
  const named = namedBy(item);
  return named ? <Ticks {...props} {...named} /> : <Entries {...props} item={item} />;
}

type NamedEntries = {
  readonly names: readonly string[];
  readonly entryOf: (name: string) => unknown;
  readonly nameOf: (entry: unknown) => unknown;
};

/** Entries that are names are ticked; and so are those of which one field alone leaves a choice, which is one of names. */
function namedBy({ names, fields = {} }: Shape): NamedEntries | undefined {
  if (names) return { names, entryOf: (name) => name, nameOf: (entry) => entry };
  const members = Object.entries(fields).map(([own, { shape }]) => ({ own, names: shape.names ?? [] }));
  const [choice, ...others] = members.filter((member) => member.names.length !== 1);
  if (!choice || choice.names.length === 0 || others.length > 0) return undefined;
  const { own } = choice;
  const fixed = Object.fromEntries(members.map((member) => [member.own, member.names[0]]));
  return {
    names: choice.names,
    entryOf: (name) => ({ ...fixed, [own]: name }),
    nameOf: (entry) => (isMapping(entry) ? entry[own] : undefined),
  };
}

function entriesOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function Ticks({
  id,
  value,
  onChange,
  names,
  entryOf,
  nameOf,
  isReadOnly,
  isOptional,
}: ControlProps & NamedEntries) {
  const chosen = entriesOf(value).map(nameOf);
  return (
    <ul className="ticks">
      {names.map((name) => (
        <li key={name}>
          <input
            id={`${id}-${name}`}
            type="checkbox"
            checked={chosen.includes(name)}
            aria-disabled={isReadOnly || undefined}
            onChange={({ target }) => {
              if (isReadOnly) return;
              const next = names.filter((one) => (one === name ? target.checked : chosen.includes(one)));
              onChange(next.length === 0 && isOptional ? undefined : next.map(entryOf));
            }}
          />
          <label htmlFor={`${id}-${name}`}>
            <code>{name}</code>
          </label>
        </li>
      ))}
    </ul>
  );
}

function Entries(props: ControlProps & { readonly item: Shape }) {
  const { id, label, value, onChange, mistakes, isReadOnly, isOptional, item, parts } = props;
  const { form } = useText();
  const entries = entriesOf(value);
  const change = (next: readonly unknown[]) => onChange(next.length === 0 && isOptional ? undefined : next);
  return (
    <>
      <ol className="entries">
        {entries.map((entry, place) => {
          const wrong = mistakesAt(mistakes, place);
          const errorId = `${id}-${place}-error`;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry is known by its place alone, while it is typed.
            <li key={place}>
              <div className="entry">
                <EntryControl id={`${id}-${place}`} name={form.entry(label, place + 1)} isOne={!item.fields}>
                  <parts.Control
                    id={`${id}-${place}`}
                    label={form.entry(label, place + 1)}
                    shape={item}
                    value={entry}
                    onChange={(next) => change(entries.with(place, next ?? ''))}
                    mistakes={wrong}
                    describedBy={wrong.length > 0 ? errorId : undefined}
                    isReadOnly={isReadOnly}
                    isOptional={false}
                    parts={parts}
                  />
                </EntryControl>
                {!isReadOnly && (
                  <Button
                    weight="quiet"
                    label={form.remove(form.entry(label, place + 1))}
                    onPress={() => change(entries.toSpliced(place, 1))}
                  >
                    <span aria-hidden="true">×</span>
                  </Button>
                )}
              </div>
              <Mistakes id={errorId} mistakes={wrong.filter(({ path }) => path.length === 0)} />
            </li>
          );
        })}
      </ol>
      {!isReadOnly && (
        <Button
          weight="secondary"
          label={form.addTo(label)}
          onPress={() => onChange([...entries, item.fields ? {} : ''])}
        >
          {form.add}
        </Button>
      )}
    </>
  );
}

type EntryProps = {
  readonly id: string;
  readonly name: string;
  readonly isOne: boolean;
  readonly children: ReactNode;
};

/** One control has a label; several stand in a group of that name. Neither is shown: the place of the entry says it. */
function EntryControl({ id, name, isOne, children }: EntryProps) {
  return isOne ? (
    <div className="entry-control">
      <label className="away" htmlFor={id}>
        {name}
      </label>
      {children}
    </div>
  ) : (
    <fieldset className="entry-control nested">
      <legend className="away">{name}</legend>
      {children}
    </fieldset>
  );
}
