/**
 * What guessing is answered with, and what is asked for beside a password.
 */
import { useQuery } from '@tanstack/react-query';
import { may } from '../../api/client.ts';
import { asked, useApi } from '../../api/queries.ts';
import { useTexts } from '../../text/subject.ts';
import { TENANT_TEXTS } from '../../text/tenant/index.ts';
import { useText } from '../../text/use-text.ts';
import { Locks } from './locks.tsx';
import { TenantPage } from './page.tsx';
import { SettingForm } from './setting-form.tsx';
import { PROTECTION_FORM } from './setting-forms.ts';

export function ProtectionPage() {
  const { nav } = useText();
  const { protection } = useTexts(TENANT_TEXTS);
  const api = useApi();
  return (
    <TenantPage title={nav.names.protection} lead={protection.lead} opens={opensProtection(api)}>
      {may(api, 'user_blocks_list') && <Locks />}
      {may(api, SEES_SETTINGS) && (
        <>
          <SettingForm view={PROTECTION_FORM} titles={protection.groups} />
          <AlwaysOn />
        </>
      )}
    </TenantPage>
  );
}

const SEES_SETTINGS = 'attack_protection_brute_force_protection_show';

/** Support sees who is locked out, and no more. */
function opensProtection(api: Parameters<typeof may>[0]) {
  return may(api, SEES_SETTINGS) ? SEES_SETTINGS : 'user_blocks_list';
}

function AlwaysOn() {
  const { protection } = useTexts(TENANT_TEXTS);
  const api = useApi();
  const account = useQuery(asked(api, 'attack_protection_brute_force_protection_show'));
  const address = useQuery(asked(api, 'attack_protection_suspicious_ip_throttling_show'));
  const rows = [
    [protection.attempts, numberAt(account.data?.value, ['max_attempts'])],
    [protection.byAddress, numberAt(address.data?.value, ['stage', 'pre-login', 'max_attempts'])],
  ] as const;
  return (
    <section className="card" aria-labelledby="always-on">
      <div className="card-head">
        <h2 id="always-on">{protection.always}</h2>
        <p className="hint">{protection.alwaysHint}</p>
      </div>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{protection.rule}</th>
            <th scope="col">{protection.limit}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([rule, limit]) => (
            <tr key={rule}>
              <td>{rule}</td>
              <td>{limit === undefined ? '…' : protection.perQuarter(String(limit))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function numberAt(value: unknown, path: readonly string[]): number | undefined {
  const found: unknown = path.reduce<unknown>((at, step) => Object(at)[step], value);
  return typeof found === 'number' ? found : undefined;
}
