/**
 * What stands in place of what somebody may not see, and which scope would show it.
 */
import { type OperationId, scopesOf } from '../api/client.ts';
import { useText } from '../text/use-text.ts';

export function NotAllowed({ needs }: { readonly needs: OperationId }) {
  const { may } = useText();
  return (
    <div className="nothing">
      <h2>{may.notAllowed}</h2>
      <p>{may.hint(scopesOf(needs).join(' / '))}</p>
    </div>
  );
}
