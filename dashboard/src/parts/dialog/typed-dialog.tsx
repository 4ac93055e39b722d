/**
 * A dialog before something is destroyed: what goes along, and its name typed by whoever agrees.
 */
import { type ReactNode, useId, useState } from 'react';
import { Dialog } from './dialog.tsx';
import { DialogEnd } from './dialog-end.tsx';

type Props = {
  readonly title: string;
  /** What is to be typed, spaces around it aside. */
  readonly name: string;
  /** Asks for it: the label of the field, and why nothing can be done before. */
  readonly asks: string;
  readonly confirm: string;
  /** Why it cannot be done whatever is typed. */
  readonly barred?: string | undefined;
  readonly isBusy: boolean;
  readonly failure: string | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

export function TypedDialog({ title, name, asks, barred, onConfirm, onClose, children, ...end }: Props) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const reason = barred ?? (typed.trim() === name ? undefined : asks);
  return (
    <Dialog title={title} isAlert onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (reason === undefined) onConfirm();
        }}
      >
        {children}
        <label htmlFor={id}>{asks}</label>
        <input
          id={id}
          type="text"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <DialogEnd {...end} weight="danger" reason={reason} onClose={onClose} />
      </form>
    </Dialog>
  );
}
