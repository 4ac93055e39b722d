/**
 * Why somebody may not.
 */
import { may, type OperationId, scopesOf } from '../api/client.ts';
import { useApi } from '../api/queries.ts';
import { useText } from '../text/use-text.ts';

/** The sentence; undefined: they may do each of these. */
export function useReason(...ids: readonly OperationId[]): string | undefined {
  const api = useApi();
  const text = useText();
  const barred = ids.find((id) => !may(api, id));
  return barred && text.may.hint(scopesOf(barred).join(' / '));
}
