/**
 * What is changed and not stored, and what may become of it.
 */
import { Button } from '../../parts/button.tsx';
import { useText } from '../../text/use-text.ts';
import type { Draft } from './draft.ts';

type Props = {
  readonly draft: Pick<Draft, 'changed' | 'discard'>;
  readonly reason: string | undefined;
  readonly isSaving: boolean;
};

export function SaveBar({ draft, reason, isSaving }: Props) {
  const { form } = useText();
  return (
    <div className="save-bar">
      <p role="status">{form.changes(draft.changed.size)}</p>
      <Button weight="secondary" onPress={draft.discard}>
        {form.discard}
      </Button>
      <Button weight="primary" isSubmit isBusy={isSaving} reason={reason}>
        {isSaving ? form.saving : form.save}
      </Button>
    </div>
  );
}
