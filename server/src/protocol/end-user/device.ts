/**
 * What a User-Agent header (RFC 9110 §10.1.5) says of a browser, as far as its owner would recognise it. A header can say
 * anything, so nothing is decided by it; only names of these tables are ever shown.
 */

export type Device = { readonly browser: string | undefined; readonly system: string | undefined };

type Mark = readonly [mark: string, name: string];

/** Every browser says the names of others, so that the one that says the most comes first. */
const BROWSERS: readonly Mark[] = [
  ['Edg', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser/', 'Samsung Internet'],
  ['Vivaldi/', 'Vivaldi'],
  ['Firefox/', 'Firefox'],
  ['FxiOS/', 'Firefox'],
  ['CriOS/', 'Chrome'],
  ['HeadlessChrome/', 'Chrome'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
];

const SYSTEMS: readonly Mark[] = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['CrOS', 'ChromeOS'],
  ['Macintosh', 'macOS'],
  ['Linux', 'Linux'],
];

/** The browser and the system that a header names. */
export function deviceOf(user_agent: string): Device {
  return { browser: nameIn(BROWSERS, user_agent), system: nameIn(SYSTEMS, user_agent) };
}

function nameIn(marks: readonly Mark[], user_agent: string): string | undefined {
  return marks.find(([mark]) => user_agent.includes(mark))?.[1];
}
