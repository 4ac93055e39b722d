/**
 * One record that is shown whole: its frame, what is said of it, and its form.
 */
import { Suspense } from 'react';
import type { View } from '../kinds/view.ts';
import { RecordForm } from './form/record-form.tsx';
import type { RecordDialog } from './record-dialogs.ts';
import { RecordFrame, useRecord } from './record-frame.tsx';

type Props = { readonly view: View; readonly id: string; readonly dialog: RecordDialog | undefined };

export function RecordPage({ view, id, dialog }: Props) {
  const stored = useRecord(view, id);
  return (
    <RecordFrame {...{ view, id, dialog }}>
      {view.Above && (
        <Suspense>
          <view.Above id={id} {...stored} />
        </Suspense>
      )}
      <RecordForm key={id} view={view} id={id} stored={stored} />
    </RecordFrame>
  );
}
