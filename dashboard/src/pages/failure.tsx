/**
 * Something could not be shown: what failed, what to do, and by what name the log has it.
 */
import { ApiError } from '../api/problem.ts';
import { Button } from '../parts/button.tsx';
import { useText } from '../text/use-text.ts';

type Props = { readonly error: unknown; readonly onAgain: () => void };

export function Failure({ error, onAgain }: Props) {
  const { failed, may } = useText();
  const { status, message, request_id } =
    error instanceof ApiError
      ? error
      : {
          status: -1,
          message: error instanceof Error ? error.message : String(error),
          request_id: undefined,
        };
  const isGone = status === 404;
  const title = isGone ? failed.gone : status === 403 ? may.notAllowed : failed.title;
  const says = isGone ? failed.goneHint : status === 0 ? failed.unreachable : message;
  return (
    <section className="card nothing" role="alert">
      <h1>{title}</h1>
      <p lang={says === message ? 'en' : undefined}>{says}</p>
      {request_id !== undefined && <p className="hint">{failed.request(request_id)}</p>}
      {!isGone && (
        <Button weight="secondary" onPress={onAgain}>
          {failed.again}
        </Button>
      )}
    </section>
  );
}
