/**
 * One record that is shown whole: its frame, and its form.
 */
import type { View } from '../kinds/view.ts';
import { RecordForm } from './form/record-form.tsx';
import type { RecordDialog } from './record-dialogs.ts';
import { RecordFrame, useRecord } from './record-frame.tsx';

type Props = { readonly view: View; readonly id: string; readonly dialog: RecordDialog | undefined };

export function RecordPage({ view, id, dialog }: Props) {
  return (
    <RecordFrame {...{ view, id, dialog }}>
      <RecordForm key={id} view={view} id={id} stored={useRecord(view, id)} />
    </RecordFrame>
  );
}
