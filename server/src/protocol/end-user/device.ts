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
  ['OPT/', 'Opera'],
  ['OPX/', 'Opera'],
  ['SamsungBrowser/', 'Samsung Internet'],
  ['Vivaldi/', 'Vivaldi'],
  ['YaBrowser/', 'Yandex Browser'],
  ['HuaweiBrowser/', 'Huawei Browser'],
  ['MiuiBrowser/', 'Mi Browser'],
  ['UCBrowser/', 'UC Browser'],
  ['DuckDuckGo/', 'DuckDuckGo'],
  ['Ddg/', 'DuckDuckGo'],
  ['Silk/', 'Silk'],
  ['Epiphany/', 'GNOME Web'],
  ['Firefox/', 'Firefox'],
  ['FxiOS/', 'Firefox'],
  ['Focus/', 'Firefox Focus'],
  ['CriOS/', 'Chrome'],
  ['Chromium/', 'Chromium'],
  ['HeadlessChrome/', 'Chrome'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
  ['Trident/', 'Internet Explorer'],
  // Programs that are no browsers, which say their own name first.
  ['curl/', 'curl'],
  ['Wget/', 'Wget'],
  ['HTTPie/', 'HTTPie'],
  ['PostmanRuntime/', 'Postman'],
];

const SYSTEMS: readonly Mark[] = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['CrOS', 'ChromeOS'],
  ['Macintosh', 'macOS'],
  ['OpenHarmony', 'HarmonyOS'],
  ['Tizen', 'Tizen'],
  ['Web0S', 'webOS'],
  ['FreeBSD', 'FreeBSD'],
  ['OpenBSD', 'OpenBSD'],
  ['Linux', 'Linux'],
];

/** The browser and the system that a header names. */
export function deviceOf(user_agent: string): Device {
  return { browser: nameIn(BROWSERS, user_agent), system: nameIn(SYSTEMS, user_agent) };
}

function nameIn(marks: readonly Mark[], user_agent: string): string | undefined {
  return marks.find(([mark]) => user_agent.includes(mark))?.[1];
}
