/**
 * What stands around every part of an API.
 */
import type { ReactNode } from 'react';
import { RESOURCE_SERVER_VIEW } from '../../kinds/resource-server.ts';
import type { RecordDialog } from '../../record/record-dialogs.ts';
import { RecordFrame } from '../../record/record-frame.tsx';
import { Parts } from '../applications/parts.tsx';

type Props = {
  readonly id: string;
  readonly dialog: RecordDialog | undefined;
  readonly children?: ReactNode;
};

const PARTS = ['callers', 'test'] as const;

export function ApiFrame({ id, dialog, children }: Props) {
  return (
    <RecordFrame view={RESOURCE_SERVER_VIEW} id={id} dialog={dialog}>
      <Parts at="/apis/$id" id={id} names={PARTS} />
      {children}
    </RecordFrame>
  );
}
