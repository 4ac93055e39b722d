/**
 * A role: what it is called, what it allows, who has it.
 */
import { Link } from '@tanstack/react-router';
import { ROLE_VIEW } from '../../../kinds/role.ts';
import { nameOf } from '../../../kinds/views.ts';
import { Button } from '../../../parts/button.tsx';
import { Copyable } from '../../../parts/copyable.tsx';
import { PartLinks } from '../../../parts/part-links.tsx';
import { RecordForm } from '../../../record/form/record-form.tsx';
import { History } from '../../../record/history.tsx';
import { useReason } from '../../../record/reason.ts';
import { useRecord } from '../../../record/record-frame.tsx';
import { useOpen } from '../../../record/use-open.ts';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { useText } from '../../../text/use-text.ts';
import { RoleDialogs } from './role-dialogs.tsx';
import { RolePeople } from './role-people.tsx';
import { RolePermissions } from './role-permissions.tsx';
import { ROLE_PARTS, type RoleDialog, type RoleSearch } from './role-search.ts';

export function RolePage({ id, search }: { readonly id: string; readonly search: RoleSearch }) {
  const text = useText();
  const { roles, parts, partsOf } = useTexts(PEOPLE_TEXTS);
  const open = useOpen<RoleDialog>();
  const notAllowed = useReason('roles_delete');
  const stored = useRecord(ROLE_VIEW, id);
  const { part = 'settings', dialog, of = '', page = 1 } = search;
  const { record, version } = stored;
  const name = nameOf(ROLE_VIEW, record);
  // Those that every tenant has are computed (server/src/resources/end-user/tenant-roles.ts).
  const barred = id.startsWith('rol_tacit_') ? roles.fixed : undefined;
  return (
    <>
      <nav className="crumbs">
        <Link to="/$section" params={{ section: 'roles' }}>
          {text.kinds.roles.many}
        </Link>
      </nav>
      <header className="page-head">
        <div>
          <h1>
            <bdi>{name}</bdi>
          </h1>
          <Copyable label={text.columns.id} value={id} />
        </div>
        <p className="tools">
          <Button weight="danger" reason={barred ?? notAllowed} onPress={() => open('delete')}>
            {text.remove.button(text.kinds.roles.one)}
          </Button>
        </p>
      </header>
      <PartLinks
        label={partsOf(name)}
        names={ROLE_PARTS}
        link={(one) => (
          <Link
            to="/roles/$id"
            params={{ id }}
            search={one === 'settings' ? {} : { part: one }}
            activeOptions={{ exact: true }}
            aria-current={one === part ? 'page' : undefined}
          >
            {parts[one]}
          </Link>
        )}
      />
      {part === 'settings' && (
        <>
          <RecordForm key={id} view={ROLE_VIEW} id={id} stored={stored} barred={barred} />
          <History key={`history ${id}`} by="details.record" id={`role ${id}`} />
        </>
      )}
      {part === 'permissions' && <RolePermissions id={id} page={page} barred={barred} />}
      {part === 'people' && <RolePeople id={id} page={page} />}
      {dialog && <RoleDialogs {...{ id, record, name, version, dialog, of }} />}
    </>
  );
}
