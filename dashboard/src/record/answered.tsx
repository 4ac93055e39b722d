/**
 * A place for what one operation answers: not for this role, on its way, failed, or there.
 */
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Answer, may, type OperationId, type Said, scopesOf } from '../api/client.ts';
import { asked, useApi } from '../api/queries.ts';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { useText } from '../text/use-text.ts';
import { askedWhole, type Whole } from './whole.ts';

type Props<Id extends OperationId> = {
  readonly id: Id;
  readonly said?: Said;
  readonly children: (value: Answer<Id>['value']) => ReactNode;
};

export function Answered<Id extends OperationId>({ id, said = {}, children }: Props<Id>) {
  const api = useApi();
  const answer = useQuery({
    ...asked(api, id, said),
    enabled: may(api, id),
    // Another page of a list: the one before stays until it is there. Nothing stays of somebody, or something, else.
    placeholderData: (before, question) =>
      question && subjectOf(Object(question.queryKey[1])) === subjectOf(said) ? before : undefined,
  });
  return <Arrived {...{ id, answer }}>{({ value }) => children(value)}</Arrived>;
}

type WholeProps = Omit<Props<OperationId>, 'children'> & { readonly children: (list: Whole) => ReactNode };

/** The same of a list that is needed whole. */
export function AnsweredWhole({ id, said, children }: WholeProps) {
  const api = useApi();
  const answer = useQuery({ ...askedWhole(api, id, said), enabled: may(api, id) });
  return <Arrived {...{ id, answer }}>{children}</Arrived>;
}

type ArrivedProps<T> = {
  readonly id: OperationId;
  readonly answer: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
};

function Arrived<T>({ id, answer: { data, error, refetch }, children }: ArrivedProps<T>) {
  const text = useText();
  if (!may(useApi(), id))
    return (
      <Notice tone="notice" title={text.may.notAllowed}>
        <p>{text.may.hint(scopesOf(id).join(' / '))}</p>
      </Notice>
    );
  if (data !== undefined) return children(data);
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
