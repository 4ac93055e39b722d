/**
 * The frame of the account page in the pictures of its sections.
 */
import type { AccountFrame } from '../../src/pages/account/account.ts';
import type { Look } from '../../src/pages/look/look.ts';
import type { Done } from '../../src/pages/text/account/account-text.ts';
import type { SectionName } from '../../src/protocol/end-user/account.ts';

export const EMAIL = 'alice@example.com';
const SECTIONS = ['profile', 'email', 'password', 'factors', 'sessions', 'applications', 'data'] as const;
export const AT = 1_790_000_000;

/** Of somebody who opened the page by its address. */
export function frameOf(look: Look, section: SectionName, done?: Done): AccountFrame {
  const time_zone = 'Europe/Zurich';
  return {
    look,
    section,
    sections: SECTIONS,
    csrf: 'token',
    email: EMAIL,
    time_zone,
    now: AT + 10_800,
    done,
  };
}

/** As somebody sees it who came from an application, or used one before. */
export function framed(look: Look, section: SectionName, done?: Done): AccountFrame {
  return {
    ...frameOf(look, section, done),
    back: { client_name: 'Appointments', href: 'https://app.test/' },
  };
}
