/**
 * What holds for the whole tenant.
 */

import { History } from '../../record/history.tsx';
import { useTexts } from '../../text/subject.ts';
import { TENANT_TEXTS } from '../../text/tenant/index.ts';
import { useText } from '../../text/use-text.ts';
import { TenantPage } from './page.tsx';
import { SettingForm } from './setting-form.tsx';
import { SETTINGS_FORM } from './setting-forms.ts';

export function SettingsPage() {
  const { nav } = useText();
  const { settings } = useTexts(TENANT_TEXTS);
  return (
    <TenantPage title={nav.names.settings} lead={settings.lead} opens="tenant_settings_show">
      <SettingForm view={SETTINGS_FORM} titles={settings.groups} />
      <History by="details.record" id="settings" />
    </TenantPage>
  );
}
