/**
 * One of a few, all of them in sight.
 */
type Props<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly (readonly [value: T, says: string])[];
  readonly onChange: (value: T) => void;
};

export function Segments<T extends string>({ label, value, choices, onChange }: Props<T>) {
  return (
    <fieldset className="segments">
      <legend className="away">{label}</legend>
      {choices.map(([one, says]) => (
        <button key={one} type="button" aria-pressed={one === value} onClick={() => onChange(one)}>
          <bdi>{says}</bdi>
        </button>
      ))}
    </fieldset>
  );
}
