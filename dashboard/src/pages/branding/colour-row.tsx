/**
 * A colour, typed or picked.
 */
import type { FieldProps } from '../../fields/control.ts';
import { FieldRow } from '../../fields/field-row.tsx';
import { BRANDING_TEXTS } from '../../text/branding/index.ts';
import { useTexts } from '../../text/subject.ts';

/** What a picker shows where nothing is chosen: our own buttons, and our own page by day. */
const OURS: ReadonlyMap<string, string> = new Map([
  ['colors.primary', '#3b45b5'],
  ['colors.page_background', '#f3f3f6'],
]);

export function ColourRow(props: FieldProps) {
  const { pick } = useTexts(BRANDING_TEXTS);
  const { label, apiName, value, isReadOnly, onChange } = props;
  const isColour = typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);
  const picker = (
    <input
      type="color"
      aria-label={pick(label)}
      value={isColour ? value.toLowerCase() : OURS.get(apiName ?? '')}
      disabled={isReadOnly}
      onChange={({ target }) => onChange(target.value)}
    />
  );
  return <FieldRow {...props} beside={picker} />;
}
