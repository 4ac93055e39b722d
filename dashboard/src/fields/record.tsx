/**
 * Some fields together.
 */
import { isMapping } from '@tacit/server/resources';
import { type ControlProps, mistakesAt } from './control.ts';
import { useFieldLabel } from './label.ts';

export function RecordControl({ id, shape, value, onChange, mistakes, isReadOnly, parts }: ControlProps) {
  const labelOf = useFieldLabel();
  const values = isMapping(value) ? value : {};
  return (
    <div className="members">
      {Object.entries(shape.fields ?? {}).map(([name, field]) => (
        <parts.FieldRow
          key={name}
          id={`${id}-${name}`}
          label={labelOf(name)}
          field={field}
          value={values[name]}
          onChange={(next) => {
            const { [name]: _, ...others } = values;
            onChange(next === undefined ? others : { ...others, [name]: next });
          }}
          mistakes={mistakesAt(mistakes, name)}
          isReadOnly={isReadOnly}
        />
      ))}
    </div>
  );
}
