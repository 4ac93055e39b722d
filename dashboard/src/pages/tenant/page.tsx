/**
 * What stands around the pages about the tenant: what it is called, what it is for, and who may see it.
 */
import type { ReactNode } from 'react';
import { may, type OperationId } from '../../api/client.ts';
import { useApi } from '../../api/queries.ts';
import { NotAllowed } from '../../record/not-allowed.tsx';

type Props = {
  readonly title: string;
  readonly lead: string;
  /** Without it there is nothing to see. */
  readonly opens: OperationId;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
};

export function TenantPage({ title, lead, opens, tools, children }: Props) {
  const isOpen = may(useApi(), opens);
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          <p className="lead">{lead}</p>
        </div>
        {isOpen && tools && <p className="tools">{tools}</p>}
      </header>
      {isOpen ? children : <NotAllowed needs={opens} />}
    </>
  );
}
