/**
 * A dialog that tells what nobody is told again: it is closed by its button alone.
 */
import { useText } from '../text/use-text.ts';
import { Button } from './button.tsx';
import { Copyable } from './copyable.tsx';
import { Dialog } from './dialog/dialog.tsx';

type Props = {
  readonly title: string;
  readonly lead: string;
  readonly label: string;
  readonly value: string;
  readonly onClose: () => void;
};

export function ToldOnce({ title, lead, label, value, onClose }: Props) {
  const { secret } = useText();
  return (
    <Dialog title={title} isAlert isDismissable={false} onClose={onClose}>
      <p>{lead}</p>
      <Copyable label={label} value={value} isBlock />
      <p className="tools end">
        <Button weight="primary" onPress={onClose}>
          {secret.done}
        </Button>
      </p>
    </Dialog>
  );
}
