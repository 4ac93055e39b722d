/**
 * What is evaluated, as the address says it. A person is in it by their id, for an e-mail address belongs in no address (D15).
 */
export const FLOWS = ['authorization_code', 'implicit', 'client_credentials'] as const;

export type Flow = (typeof FLOWS)[number];

export type EvaluateSearch = {
  readonly flow?: Flow;
  readonly user?: string;
  readonly api?: string;
  /** Parted by spaces. */
  readonly scope?: string;
};

export function readEvaluateSearch(search: Readonly<Record<string, unknown>>): EvaluateSearch {
  const { user, api, scope } = search;
  const flow = FLOWS.find((one) => one === search['flow']);
  return {
    ...(flow === undefined ? {} : { flow }),
    ...(typeof user === 'string' && user !== '' ? { user } : {}),
    ...(typeof api === 'string' && api !== '' ? { api } : {}),
    ...(typeof scope === 'string' ? { scope } : {}),
  };
}
