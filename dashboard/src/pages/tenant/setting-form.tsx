/**
 * Some of the settings of the tenant, in the form that every record has.
 */
import { useSuspenseQuery } from '@tanstack/react-query';
import { asked, useApi } from '../../api/queries.ts';
import type { FormView } from '../../kinds/view.ts';
import { RecordForm } from '../../record/form/record-form.tsx';
import { storedOf } from '../../record/stored.ts';

type Props = { readonly view: FormView; readonly titles: Readonly<Record<string, string>> };

export function SettingForm({ view, titles }: Props) {
  const { data } = useSuspenseQuery(asked(useApi(), 'settings_show'));
  return <RecordForm view={view} stored={storedOf(data)} titles={titles} />;
}
