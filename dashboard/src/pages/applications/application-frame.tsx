/**
 * What stands around every part of an application.
 */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { may } from '../../api/client.ts';
import { useApi } from '../../api/queries.ts';
import { CLIENT_VIEW } from '../../kinds/client.ts';
import type { RecordDialog } from '../../record/record-dialogs.ts';
import { RecordFrame } from '../../record/record-frame.tsx';
import { APPLICATIONS_TEXTS } from '../../text/applications/index.ts';
import { useTexts } from '../../text/subject.ts';
import { Parts } from './parts.tsx';

type Props = {
  readonly id: string;
  readonly dialog: RecordDialog | undefined;
  readonly children?: ReactNode;
};

const PARTS = ['start', 'credentials', 'connections', 'apis', 'people', 'evaluate', 'migration'] as const;

export function ApplicationFrame({ id, dialog, children }: Props) {
  return (
    <RecordFrame view={CLIENT_VIEW} id={id} dialog={dialog} ways={<ToInspector id={id} />}>
      <Parts at="/applications/$id" id={id} names={PARTS} />
      {children}
    </RecordFrame>
  );
}

/** The inspector with a request of this application, and with those that it makes meanwhile. */
function ToInspector({ id }: { readonly id: string }) {
  const { inspect } = useTexts(APPLICATIONS_TEXTS);
  if (!may(useApi(), 'diagnosis_create')) return null;
  return (
    <Link className="button secondary" to="/inspect" search={{ client: id }}>
      {inspect}
    </Link>
  );
}
