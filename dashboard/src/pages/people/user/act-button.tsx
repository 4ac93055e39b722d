/**
 * A button that asks before an act, on the page of a user. Who may not press it is told which scope it takes.
 */
import { Button } from '../../../parts/button.tsx';
import { useReason } from '../../../record/reason.ts';
import { useOpen } from '../../../record/use-open.ts';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { type ActName, actOf } from './acts.ts';
import type { UserDialog } from './user-search.ts';

type Props = {
  readonly act: ActName;
  readonly of?: string;
  /** What the entry is called, for whoever hears the button and not the row. */
  readonly about?: string;
  readonly weight?: 'primary' | 'secondary' | 'danger' | 'quiet';
};

export function ActButton({ act, of, about, weight }: Props) {
  const { acts } = useTexts(PEOPLE_TEXTS);
  const open = useOpen<UserDialog>();
  const reason = useReason(actOf(act).operation);
  const { button } = acts[act];
  return (
    <Button
      weight={weight ?? 'secondary'}
      reason={reason}
      {...(about === undefined ? {} : { label: `${button}: ${about}` })}
      onPress={() => open(act, of)}
    >
      {button}
    </Button>
  );
}
