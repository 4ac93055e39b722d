/**
 * A button. One that somebody may not press stays where it is, is reached by keyboard, and says why.
 */
import { type ReactNode, useId } from 'react';

type Weight = 'primary' | 'secondary' | 'danger' | 'quiet';

type Props = {
  readonly weight: Weight;
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly isSubmit?: true;
  readonly isBusy?: boolean;
  /** Why it cannot be pressed. */
  readonly reason?: string | undefined;
  readonly label?: string;
};

export function Button({ weight, children, onPress, isSubmit, isBusy = false, reason, label }: Props) {
  const id = useId();
  const isBarred = reason !== undefined || isBusy;
  return (
    <>
      <button
        className={`button ${weight}`}
        type={isSubmit ? 'submit' : 'button'}
        aria-disabled={isBarred || undefined}
        aria-describedby={reason === undefined ? undefined : id}
        aria-label={label}
        title={label ?? reason}
        onClick={(event) => {
          if (isBarred) event.preventDefault();
          else onPress?.();
        }}
      >
        {children}
      </button>
      {reason !== undefined && (
        <span hidden id={id}>
          {reason}
        </span>
      )}
    </>
  );
}
