/**
 * What follows a hash is done for several at once. A hash of 19 MiB empties the caches of its processor, so that reading rows,
 * writing them and answering takes half as long again for each login by itself as for four in a row, whose rows are committed
 * together as well.
 */

type Groups = {
  /** Waits until the group is full or its last one has come, and not for longer than a group may be waited for. */
  join(joined: { readonly isLast: boolean }): Promise<void>;
};

/** Groups of so many; the first who waits for one does so for `wait_ms` at the most. */
export function createGroups({ size, wait_ms }: { readonly size: number; readonly wait_ms: number }): Groups {
  let group: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;

  function goOn(): void {
    clearTimeout(timer);
    timer = undefined;
    const full = group;
    group = [];
    for (const each of full) each();
  }

  return {
    join: ({ isLast }) =>
      new Promise((resolve) => {
        group.push(resolve);
        if (isLast || group.length >= size) goOn();
        else timer ??= setTimeout(goOn, wait_ms);
      }),
  };
}
