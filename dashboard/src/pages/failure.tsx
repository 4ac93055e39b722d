/**
 * Something could not be shown: what failed, what to do, and by what name the log has it.
 */
import { ApiError } from '../api/problem.ts';
import { Button } from '../parts/button.tsx';
import { useText } from '../text/use-text.ts';

type Props = { readonly error: unknown; readonly onAgain: () => void };

export function Failure({ error, onAgain }: Props) {
  const { failed, may } = useText();
  const { status, message, request_id, needs } = error instanceof ApiError ? error : bugOf(error);
  const isGone = status === 404;
  const title = isGone ? failed.gone : status === 403 ? may.notAllowed : failed.title;
  const ours = isGone ? failed.goneHint : status === 0 ? failed.unreachable : undefined;
  const isBarred = needs.length > 0;
  const says = isBarred ? may.hint(needs.join(' / ')) : (ours ?? message);
  return (
    <section className="card nothing" role="alert">
      <h1>{title}</h1>
      <p lang={says === message ? 'en' : undefined}>{says}</p>
      {request_id !== undefined && !isBarred && <p className="hint">{failed.request(request_id)}</p>}
      {!isGone && !isBarred && (
        <Button weight="secondary" onPress={onAgain}>
          {failed.again}
        </Button>
      )}
    </section>
  );
}

/** What is no refusal of the API: our own bug, as its sentence says it. */
function bugOf(error: unknown) {
  const message = error instanceof Error ? error.message : String(error);
  return { status: -1, message, request_id: undefined, needs: [] };
}
