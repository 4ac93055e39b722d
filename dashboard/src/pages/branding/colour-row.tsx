/**
 * A colour, typed or picked.
 */
import type { FieldProps } from '../../fields/control.ts';
import { FieldRow } from '../../fields/field-row.tsx';
import { BRANDING_TEXTS } from '../../text/branding/index.ts';
import { useTexts } from '../../text/subject.ts';

/** What a picker shows where nothing is chosen: the colour of our own buttons. */
const OURS = '#3b45b5';

export function ColourRow(props: FieldProps) {
  const { pick } = useTexts(BRANDING_TEXTS);
  const { label, value, isReadOnly, onChange } = props;
  const isColour = typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);
  const picker = (
    <input
      type="color"
      aria-label={pick(label)}
      value={isColour ? value.toLowerCase() : OURS}
      disabled={isReadOnly}
      onChange={({ target }) => onChange(target.value)}
    />
  );
  return <FieldRow {...props} beside={picker} />;
}
