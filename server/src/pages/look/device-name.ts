/**
 * What a browser is called on pages and in mails.
 */
import { deviceOf } from '../../protocol/end-user/device.ts';
import type { Look } from './look.ts';

/** "Firefox on Linux": made of names of ours, whatever the User-Agent header says. */
export function deviceName({ text }: Look, user_agent: string): string {
  const { unknown_browser, on } = text.account.sessions;
  const { browser = unknown_browser, system } = deviceOf(user_agent);
  return system === undefined ? browser : on(browser, system);
}
