/**
 * How a dialog ends: why what it does was refused, the way back, and the one thing that it does.
 */
import { useText } from '../../text/use-text.ts';
import { Button } from '../button.tsx';
import { Failed } from '../failed.tsx';

type Props = {
  /** What it does. */
  readonly confirm: string;
  readonly weight: 'primary' | 'danger';
  readonly isBusy: boolean;
  /** Why it cannot be done now. */
  readonly reason?: string | undefined;
  readonly failure: string | undefined;
  readonly onClose: () => void;
  /** Absent: it is what the form around it sends. */
  readonly onConfirm?: () => void;
};

export function DialogEnd({ confirm, weight, isBusy, reason, failure, onClose, onConfirm }: Props) {
  const { remove } = useText();
  return (
    <>
      <Failed says={failure} />
      <p className="tools end">
        <Button weight="secondary" onPress={onClose}>
          {remove.cancel}
        </Button>
        <Button
          {...{ weight, isBusy, reason }}
          {...(onConfirm ? { onPress: onConfirm } : { isSubmit: true })}
        >
          {confirm}
        </Button>
      </p>
    </>
  );
}
