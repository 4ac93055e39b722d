/**
 * One of the roles that every tenant has, each with what it may do.
 */
import { useId } from 'react';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { MEMBER_ROLES, type MemberRole } from './members.ts';

type Props = { readonly role: MemberRole; readonly onChange: (role: MemberRole) => void };

export function RoleChoice({ role, onChange }: Props) {
  const { columns, members } = useTexts(PEOPLE_TEXTS);
  const id = useId();
  return (
    <fieldset className="role-choice">
      <legend>{columns.role}</legend>
      <ul className="ticks one">
        {MEMBER_ROLES.map((one) => (
          <li key={one}>
            <input
              id={`${id}-${one}`}
              type="radio"
              name={id}
              checked={one === role}
              onChange={() => onChange(one)}
            />
            <label htmlFor={`${id}-${one}`}>
              {members.roles[one].name}
              <small>{members.roles[one].says}</small>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
