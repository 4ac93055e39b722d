/**
 * Time zones by their names (OIDC Core §5.1 `zoneinfo`, IANA Time Zone Database). Which names there are is asked of the runtime
 * that has to show times in them: its list has a name a zone, and often one of before, while it knows all of them.
 */
import { asciiLowerCase } from '../octets.ts';

/** What a list of before calls zones that have another name today (file `backward` of the database). */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['Africa/Asmera', 'Africa/Asmara'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['America/Catamarca', 'America/Argentina/Catamarca'],
  ['America/Coral_Harbour', 'America/Atikokan'],
  ['America/Cordoba', 'America/Argentina/Cordoba'],
  ['America/Godthab', 'America/Nuuk'],
  ['America/Indianapolis', 'America/Indiana/Indianapolis'],
  ['America/Jujuy', 'America/Argentina/Jujuy'],
  ['America/Louisville', 'America/Kentucky/Louisville'],
  ['America/Mendoza', 'America/Argentina/Mendoza'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Atlantic/Faeroe', 'Atlantic/Faroe'],
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['Pacific/Enderbury', 'Pacific/Kanton'],
  ['Pacific/Ponape', 'Pacific/Pohnpei'],
  ['Pacific/Truk', 'Pacific/Chuuk'],
]);

/** Names of today that a list of before has not. */
export const NAMES_OF_TODAY: readonly string[] = [...RENAMED.values()];

/** The zones to choose from, by the names of today. */
export const TIME_ZONES: readonly string[] = [
  ...new Set([...Intl.supportedValuesOf('timeZone').map((name) => RENAMED.get(name) ?? name), 'UTC']),
].sort();

/** A name and not an offset from UTC, which a runtime takes as well. */
const NAME = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;

/** Whether times can be shown in this zone. */
export function isTimeZone(name: string): boolean {
  if (!NAME.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    // There is no other way to ask.
    return false;
  }
}

/**
 * The zone that somebody means: by a name that the runtime knows, whatever its case, or by the city alone. Of a name in the list
 * it is the spelling of the list.
 */
export function findTimeZone(typed: string): string | undefined {
  const meant = asciiLowerCase(typed.replaceAll(' ', '_'));
  const listed = TIME_ZONES.find((name) => asciiLowerCase(name) === meant);
  if (listed !== undefined) return listed;
  const named = typed.replaceAll(' ', '_');
  if (isTimeZone(named)) return named;
  return TIME_ZONES.find((name) => asciiLowerCase(name).endsWith(`/${meant}`));
}
