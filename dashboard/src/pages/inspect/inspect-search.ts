/**
 * What the inspector looks at, as its address says it. What is pasted is in no address of ours, for it may hold tokens.
 */
export type InspectSearch = {
  /** Of a page that refused something. */
  readonly reference?: string;
  /** The application whose requests are looked at. */
  readonly client?: string;
};

export function readInspectSearch({ reference, client }: Readonly<Record<string, unknown>>): InspectSearch {
  return {
    ...(isSaid(reference) ? { reference: String(reference) } : {}),
    ...(isSaid(client) ? { client: String(client) } : {}),
  };
}

/** What looks like a number is one in an address. */
function isSaid(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}
