/**
 * A place for what one operation answers: not for this role, on its way, failed, or there.
 */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Answer, may, type OperationId, type Said, scopesOf } from '../api/client.ts';
import { asked, useApi } from '../api/queries.ts';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { useText } from '../text/use-text.ts';

type Props<Id extends OperationId> = {
  readonly id: Id;
  readonly said?: Said;
  readonly children: (value: Answer<Id>['value']) => ReactNode;
};

export function Answered<Id extends OperationId>({ id, said = {}, children }: Props<Id>) {
  const api = useApi();
  const text = useText();
  const isAllowed = may(api, id);
  const { data, error, refetch } = useQuery({
    ...asked(api, id, said),
    enabled: isAllowed,
    // Another page of a list: the one before stays until it is there. Nothing stays of somebody, or something, else.
    placeholderData: (before, question) =>
      question && subjectOf(Object(question.queryKey[1])) === subjectOf(said) ? before : undefined,
  });
  if (!isAllowed)
    return (
      <Notice tone="notice" title={text.may.notAllowed}>
        <p>{text.may.hint(scopesOf(id).join(' / '))}</p>
      </Notice>
    );
  if (data) return children(data.value);
  if (!error)
    return (
      <p className="waiting" role="status">
        {text.loading}
      </p>
    );
  return (
    <Notice tone="alert" title={text.failed.title}>
      <p>{error.message}</p>
      <p className="tools">
        <Button weight="secondary" onPress={() => void refetch()}>
          {text.failed.again}
        </Button>
      </p>
    </Notice>
  );
}

/** What is asked about, whichever page of it. */
function subjectOf({ path, query }: Said): string {
  return JSON.stringify([path, { ...query, page: undefined, from: undefined }]);
}
