/**
 * A change of a record as the log has it (server/src/desk/writes.ts): `update client spa; client_name: "A" -> "B"; jwks: changed`.
 */
export type Change = {
  readonly action: 'created' | 'changed' | 'deleted';
  readonly fields: readonly {
    readonly name: string;
    /** Both undefined where the log does not say them. */
    readonly before?: string | undefined;
    readonly after?: string | undefined;
  }[];
};

const ACTIONS: ReadonlyMap<string, Change['action']> = new Map([
  ['create', 'created'],
  ['delete', 'deleted'],
]);

export function readChange(detail: string): Change {
  const [subject = '', ...changes] = detail.split(/; (?=[a-z_.]+: )/);
  const [verb = ''] = subject.split(' ');
  return {
    action: ACTIONS.get(verb) ?? 'changed',
    fields: changes.map((change) => {
      const [, name = change, before, after] = /^([a-z_.]+): (.*) -> (.*)$/s.exec(change) ?? [];
      return before === undefined ? { name: change.split(':')[0] ?? '' } : { name, before, after };
    }),
  };
}
