/**
 * That a list has more entries than are shown.
 */
import { useText } from '../text/use-text.ts';

export function Rest({ count }: { readonly count: number }) {
  const { values } = useText();
  return count > 0 && <p className="hint">{values.more(count)}</p>;
}
