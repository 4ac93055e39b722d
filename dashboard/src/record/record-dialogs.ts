/**
 * What lies over the page of a record, as its address says it.
 */
const RECORD_DIALOGS = ['delete', 'secret'] as const;

export type RecordDialog = (typeof RECORD_DIALOGS)[number];

export type RecordSearch = { readonly dialog?: RecordDialog };

export function readRecordSearch({ dialog }: Readonly<Record<string, unknown>>): RecordSearch {
  const open = RECORD_DIALOGS.find((one) => one === dialog);
  return open === undefined ? {} : { dialog: open };
}
