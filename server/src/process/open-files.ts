/**
 * How many connections a process lets in: fewer than it may have files, for what answers them opens files as well (the database, its
 * log, a module that is loaded when it is needed). Whoever comes beyond is hung up on at once, instead of half an answer to everybody.
 */

/** Files that are not connections of clients: those of an idle process and a pool to a database several times over. */
const KEPT = 128;

/** Of a process that may have few files, this part are connections. */
const LEAST_PART = 0.25;

/** Connections at once, by what the system allows a process; none is counted where it allows any number. */
export function connectionLimit(files: number | undefined = openFiles()): number | undefined {
  if (files === undefined) return undefined;
  return Math.max(files - KEPT, Math.floor(files * LEAST_PART), 1);
}

/** RLIMIT_NOFILE, which Node has raised to what it may be; undefined: there is none. */
function openFiles(): number | undefined {
  // Without it the report asks the DNS for the name of everybody who is connected.
  const report: unknown = Object.assign(process.report, { excludeNetwork: true }).getReport();
  const limit = member(member(member(report, 'userLimits'), 'open_files'), 'soft');
  return typeof limit === 'number' ? limit : undefined;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
