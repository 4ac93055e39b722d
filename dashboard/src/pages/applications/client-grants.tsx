/**
 * What applications may call in their own name: of one application the APIs, of one API the applications.
 */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Document } from '../../kinds/view.ts';
import { Button } from '../../parts/button.tsx';
import { Rest } from '../../parts/rest.tsx';
import { Scopes } from '../../parts/scopes.tsx';
import { AnsweredWhole } from '../../record/answered.tsx';
import { ConfirmDialog } from '../../record/confirm-dialog.tsx';
import { useReason } from '../../record/reason.ts';
import type { Whole } from '../../record/whole.ts';
import { APPLICATIONS_TEXTS } from '../../text/applications/index.ts';
import { useTexts } from '../../text/subject.ts';
import { BY_NAME, GRANT_FORGETS, type GrantSide, textsOf } from './entries.ts';
import { GrantDialog } from './grant-dialog.tsx';

type Props = {
  /** Which of the two is known. */
  readonly by: GrantSide;
  readonly of: string;
};

/** Of the other side: by what it is looked for, where it is listed, where its page is. */
const OTHERS = {
  client_id: { member: 'audience', list: 'resource_servers_list', named: 'identifier', section: 'apis' },
  audience: { member: 'client_id', list: 'clients_list', named: 'client_id', section: 'applications' },
} as const;

type Open = { readonly kind: 'choose' | 'revoke'; readonly grant?: Document };

export function ClientGrants({ by, of }: Props) {
  const { grants } = useTexts(APPLICATIONS_TEXTS);
  const reason = useReason('client_grants_create');
  const [open, setOpen] = useState<Open | undefined>(undefined);
  const close = () => setOpen(undefined);
  const { list } = OTHERS[by];
  return (
    <section className="card part">
      <header>
        <h2>{by === 'client_id' ? grants.ofClient : grants.ofApi}</h2>
        <p className="hint">{grants.lead}</p>
      </header>
      <AnsweredWhole id="client_grants_list" said={{ query: { [by]: of } }}>
        {(granted) => (
          <AnsweredWhole id={list} said={BY_NAME}>
            {(others) => <Loaded {...{ by, of, open, close, setOpen, reason, granted, others }} />}
          </AnsweredWhole>
        )}
      </AnsweredWhole>
    </section>
  );
}

type LoadedProps = Props & {
  readonly granted: Whole;
  readonly others: Whole;
  readonly open: Open | undefined;
  readonly setOpen: (open: Open) => void;
  readonly close: () => void;
  readonly reason: string | undefined;
};

function Loaded({ by, of, granted, others, open, setOpen, close, reason }: LoadedProps) {
  const { grants } = useTexts(APPLICATIONS_TEXTS);
  const { member, named } = OTHERS[by];
  const otherOf = (grant: Document) => others.entries.find((one) => one[named] === grant[member]);
  const nameOf = (grant: Document) => String(otherOf(grant)?.['name'] || grant[member]);
  return (
    <>
      {granted.entries.length === 0 ? (
        <p className="hint">{by === 'client_id' ? grants.noneOfClient : grants.noneOfApi}</p>
      ) : (
        <table className="list inner stacked">
          <thead>
            <tr>
              <th scope="col">{by === 'client_id' ? grants.api : grants.client}</th>
              <th scope="col">{grants.scopes}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {granted.entries.map((grant) => (
              <GrantRow
                key={String(grant['id'])}
                {...{ by, grant, setOpen }}
                name={nameOf(grant)}
                other={otherOf(grant)}
              />
            ))}
          </tbody>
        </table>
      )}
      <Rest count={granted.rest} />
      <p className="tools">
        <Button weight="secondary" reason={reason} onPress={() => setOpen({ kind: 'choose' })}>
          {grants.add}
        </Button>
      </p>
      {open?.kind === 'choose' && (
        <GrantDialog
          {...{ by, of, named, others, granted, member }}
          grant={open.grant}
          name={open.grant && nameOf(open.grant)}
          onClose={close}
        />
      )}
      {open?.kind === 'revoke' && open.grant && (
        <RevokeDialog grant={open.grant} name={nameOf(open.grant)} onClose={close} />
      )}
    </>
  );
}

type RowProps = {
  readonly by: GrantSide;
  readonly grant: Document;
  readonly name: string;
  readonly other: Document | undefined;
  readonly setOpen: (open: Open) => void;
};

function GrantRow({ by, grant, name, other, setOpen }: RowProps) {
  const { grants } = useTexts(APPLICATIONS_TEXTS);
  const barredChange = useReason('client_grants_update');
  const barredRevoke = useReason('client_grants_delete');
  const scopes = textsOf(grant['scope']);
  const id = other && String(other[by === 'client_id' ? 'id' : 'client_id']);
  return (
    <tr>
      <td>
        {id === undefined ? (
          <bdi>{name}</bdi>
        ) : (
          <Link to="/$section/$id" params={{ section: OTHERS[by].section, id }}>
            <bdi>{name}</bdi>
          </Link>
        )}
      </td>
      <td>
        {grant['allow_all_scopes'] === true ? (
          <em>{grants.all}</em>
        ) : scopes.length === 0 ? (
          <em>{grants.noScope}</em>
        ) : (
          <Scopes names={scopes} />
        )}
      </td>
      <td className="end">
        <Button
          weight="quiet"
          label={grants.changeOf(name)}
          reason={barredChange}
          onPress={() => setOpen({ kind: 'choose', grant })}
        >
          {grants.change}
        </Button>
        <Button
          weight="quiet"
          label={grants.revokeOf(name)}
          reason={barredRevoke}
          onPress={() => setOpen({ kind: 'revoke', grant })}
        >
          {grants.revoke}
        </Button>
      </td>
    </tr>
  );
}

type RevokeProps = { readonly grant: Document; readonly name: string; readonly onClose: () => void };

function RevokeDialog({ grant, name, onClose }: RevokeProps) {
  const { grants } = useTexts(APPLICATIONS_TEXTS);
  return (
    <ConfirmDialog
      operation="client_grants_delete"
      said={{ path: { id: String(grant['id']) } }}
      forgets={GRANT_FORGETS}
      says={{ title: grants.sure(name), lead: grants.gone, button: grants.revoke, done: grants.saved }}
      weight="danger"
      onClose={onClose}
    />
  );
}
