/**
 * Texts by names that somebody chooses.
 */
import { isMapping } from '@tacit/server/resources';
import { Button } from '../parts/button.tsx';
import { useText } from '../text/use-text.ts';
import type { ControlProps } from './control.ts';

export function MapControl({ id, label, value, onChange, isReadOnly }: ControlProps) {
  const { form } = useText();
  const entries = Object.entries(isMapping(value) ? value : {});
  const change = (next: readonly (readonly [string, unknown])[]) => onChange(Object.fromEntries(next));
  return (
    <>
      <ol className="entries">
        {entries.map(([name, text], place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry is known by its place alone, while its name is typed.
          <li key={place} className="entry pair">
            <input
              id={`${id}-${place}`}
              type="text"
              aria-label={`${form.entry(label, place + 1)}: ${form.key}`}
              value={name}
              readOnly={isReadOnly}
              onChange={({ target }) => change(entries.with(place, [target.value, text]))}
            />
            <input
              type="text"
              aria-label={`${form.entry(label, place + 1)}: ${form.value}`}
              value={String(text)}
              readOnly={isReadOnly}
              onChange={({ target }) => change(entries.with(place, [name, target.value]))}
            />
            {!isReadOnly && (
              <Button
                weight="quiet"
                label={form.remove(form.entry(label, place + 1))}
                onPress={() => change(entries.toSpliced(place, 1))}
              >
                <span aria-hidden="true">×</span>
              </Button>
            )}
          </li>
        ))}
      </ol>
      {!isReadOnly && (
        <Button weight="secondary" label={form.addTo(label)} onPress={() => change([...entries, ['', '']])}>
          {form.add}
        </Button>
      )}
    </>
  );
}

/** A member that is no longer there is taken away by null. */
export function membersPatch(value: unknown, before: unknown): unknown {
  const stored = Object.keys(isMapping(before) ? before : {});
  const said = isMapping(value) ? value : {};
  const gone = stored.filter((name) => !Object.hasOwn(said, name));
  return { ...said, ...Object.fromEntries(gone.map((name) => [name, null])) };
}
