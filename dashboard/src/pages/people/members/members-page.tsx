/**
 * Members: who administers this tenant.
 */
import { Link, useNavigate } from '@tanstack/react-router';
import { may, scopesOf } from '../../../api/client.ts';
import { useApi } from '../../../api/queries.ts';
import { Button } from '../../../parts/button.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { Rest } from '../../../parts/rest.tsx';
import { useReason } from '../../../record/reason.ts';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { useText } from '../../../text/use-text.ts';
import { nameOfHolder } from '../role/role-people.tsx';
import { Entries } from '../shown/entries.tsx';
import { AddMember } from './add-member.tsx';
import { ChangeMember, RemoveMember } from './change-member.tsx';
import { isLastOwner, type Member, useMembers } from './members.ts';
import type { MemberDialog, MembersSearch } from './members-search.ts';

type Open = (dialog: MemberDialog | undefined, of?: string) => void;

export function MembersPage({ search: { dialog, of } }: { readonly search: MembersSearch }) {
  const { members } = useTexts(PEOPLE_TEXTS);
  const text = useText();
  const api = useApi();
  const navigate = useNavigate();
  const reason = useReason('role_users_add');
  const open: Open = (next, about) =>
    void navigate({
      to: '/members',
      search: next === undefined ? {} : { dialog: next, ...(about === undefined ? {} : { of: about }) },
    });
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{members.title}</h1>
          <p className="lead">{members.lead}</p>
        </div>
        <Button weight="primary" reason={reason} onPress={() => open('add')}>
          {members.add}
        </Button>
      </header>
      {may(api, 'role_users_list') ? (
        <Listed open={open} dialog={dialog} of={of} />
      ) : (
        <Notice tone="notice" title={text.may.notAllowed}>
          <p>{text.may.hint(scopesOf('role_users_list').join(' / '))}</p>
        </Notice>
      )}
      {dialog === 'add' && <AddMember onClose={() => open(undefined)} />}
    </>
  );
}

type ListedProps = {
  readonly open: Open;
  readonly dialog: MemberDialog | undefined;
  readonly of: string | undefined;
};

function Listed({ open, dialog, of }: ListedProps) {
  const { members: says, columns, none } = useTexts(PEOPLE_TEXTS);
  const text = useText();
  const { session } = useApi();
  const { members, rest, error } = useMembers();
  if (error)
    return (
      <Notice tone="alert" title={text.failed.title}>
        <p>{error.message}</p>
      </Notice>
    );
  if (!members) return <p className="waiting">{text.loading}</p>;
  const about = members.find(({ user_id }) => user_id === of);
  const onClose = () => open(undefined);
  return (
    <>
      <Entries
        label={says.title}
        entries={members}
        keyOf={({ user_id }) => user_id}
        none={none.members}
        columns={[
          {
            title: columns.person,
            shows: (member) => (
              <>
                <Link to="/users/$id" params={{ id: member.user_id }}>
                  <bdi>{nameOfHolder(member)}</bdi>
                </Link>
                {member.email === session.user.email && <span className="tag notice">{says.you}</span>}
                <small>
                  <bdi>{member.email}</bdi>
                </small>
              </>
            ),
          },
          {
            title: columns.role,
            shows: ({ roles }) => roles.map((role) => says.roles[role].name).join(', '),
          },
          {
            title: columns.acts,
            shows: (member) => (
              <MemberTools member={member} isLast={isLastOwner(member, members)} open={open} />
            ),
          },
        ]}
      />
      <Rest count={rest} />
      {about && dialog === 'change' && <ChangeMember member={about} onClose={onClose} />}
      {about && dialog === 'remove' && <RemoveMember member={about} onClose={onClose} />}
    </>
  );
}

type ToolsProps = { readonly member: Member; readonly isLast: boolean; readonly open: Open };

function MemberTools({ member, isLast, open }: ToolsProps) {
  const { members: says } = useTexts(PEOPLE_TEXTS);
  const mayChange = useReason('user_roles_add');
  const mayRemove = useReason('user_roles_remove');
  const last = isLast ? says.lastOwner : undefined;
  const name = nameOfHolder(member);
  return (
    <>
      <p className="tools">
        <Button
          weight="secondary"
          reason={last ?? mayChange}
          label={`${says.change}: ${name}`}
          onPress={() => open('change', member.user_id)}
        >
          {says.change}
        </Button>
        <Button
          weight="danger"
          reason={last ?? mayRemove}
          label={`${says.remove}: ${name}`}
          onPress={() => open('remove', member.user_id)}
        >
          {says.remove}
        </Button>
      </p>
      {isLast && <small>{says.lastOwner}</small>}
    </>
  );
}
