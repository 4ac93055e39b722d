/**
 * What somebody probably meant who wrote a name that does not exist: for messages alone, never for what is compared (RFC 3986 §6.2.1).
 */

/** The known name that is a slip or two away from the written one; undefined when none is near. */
export function nearestName(written: string, known: readonly string[]): string | undefined {
  const spelled = written.toLowerCase();
  const allowed = Math.max(1, Math.floor(written.length / 3));
  const [nearest] = known
    .map((name) => ({ name, slips: slipsBetween(spelled, name.toLowerCase()) }))
    .filter(({ slips }) => slips <= allowed)
    .sort((a, b) => a.slips - b.slips);
  return nearest?.name;
}

/** `: did you mean "NAME"?`, or nothing when no known name is near. */
export function didYouMean(written: string, known: readonly string[]): string {
  const name = nearestName(written, known);
  return name === undefined ? '' : `: did you mean ${name}?`;
}

/** Letters put in, left out, changed, or swapped with their neighbour (optimal string alignment distance). */
function slipsBetween(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  // Whatever is read was filled before: above, to the left, or in the first row and column.
  const at = (row: number, column: number): number => Number(rows[row]?.[column]);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j += 1) {
      const changed = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : changed;
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, changed, swapped));
    }
  }
  return at(a.length, b.length);
}
