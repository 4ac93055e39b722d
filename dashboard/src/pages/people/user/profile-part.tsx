/**
 * Who somebody is, and by what password they come in.
 */
import { USER_VIEW } from '../../../kinds/user.ts';
import { Button } from '../../../parts/button.tsx';
import { RecordForm } from '../../../record/form/record-form.tsx';
import { History } from '../../../record/history.tsx';
import { useReason } from '../../../record/reason.ts';
import type { Stored } from '../../../record/stored.ts';
import { useOpen } from '../../../record/use-open.ts';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { ActButton } from './act-button.tsx';
import type { UserDialog } from './user-search.ts';

export function ProfilePart({ id, stored }: { readonly id: string; readonly stored: Stored }) {
  const { password } = useTexts(PEOPLE_TEXTS);
  const open = useOpen<UserDialog>();
  const reason = useReason('users_update');
  return (
    <>
      <section className="card" aria-labelledby="password">
        <h2 id="password">{password.title}</h2>
        <p className="hint">{password.lead}</p>
        <p className="tools">
          <ActButton act="mail_password" />
          <ActButton act="password_link" />
          <Button weight="secondary" reason={reason} onPress={() => open('set_password')}>
            {password.set}
          </Button>
        </p>
      </section>
      <RecordForm key={id} view={USER_VIEW} id={id} stored={stored} />
      <History key={`history ${id}`} by="user_id" id={id} />
    </>
  );
}
