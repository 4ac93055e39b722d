/**
 * A believable diary, computed from who asks and when, so that the example needs no database of its own: the same
 * person sees the same diary all day, another person sees another one.
 */
import { createHash } from 'node:crypto';

export type Contact = {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly email: string;
};

export type Appointment = {
  readonly id: string;
  readonly title: string;
  readonly with: string;
  readonly place: string;
  /** ISO 8601, UTC. */
  readonly starts_at: string;
  readonly ends_at: string;
};

const NAMES = [
  'Ines Duarte',
  'Tomasz Wilk',
  'Grace Okafor',
  'Mei Tanaka',
  'Lars Holm',
  'Nadia Rahimi',
  'Owen Pryce',
];
const ROLES = ['Dentist', 'Accountant', 'Piano teacher', 'Physiotherapist', 'Architect', 'Vet', 'Optician'];
const TITLES = [
  'Check-up',
  'Yearly review',
  'Lesson',
  'Follow-up',
  'Planning',
  'First meeting',
  'Consultation',
];
const PLACES = [
  'Harbour Street 4',
  'Room 2.11',
  'By telephone',
  'Old Mill, first floor',
  'Video call',
  'Market Square 9',
];
const HOURS = [9, 11, 13, 15, 16];

const COUNT = 5;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The people one person meets. */
export function contactsOf(sub: string): readonly Contact[] {
  const first = number(sub, 'contacts');
  return Array.from({ length: COUNT }, (_, index) => {
    const name = at(NAMES, first + index);
    return {
      id: `contact-${index + 1}`,
      name,
      role: at(ROLES, first + index * 3),
      email: `${name.toLowerCase().replace(' ', '.')}@example.com`,
    };
  });
}

/** One person's next appointments, one a working day, from the day after `now_ms`. */
export function appointmentsOf(sub: string, now_ms: number): readonly Appointment[] {
  const contacts = contactsOf(sub);
  return workingDays(now_ms, COUNT).map((day_ms, index) => {
    const seed = number(sub, String(day_ms));
    const starts_ms = day_ms + at(HOURS, seed) * HOUR_MS;
    return {
      id: `appointment-${index + 1}`,
      title: at(TITLES, seed + index),
      with: at(contacts, seed).name,
      place: at(PLACES, seed),
      starts_at: new Date(starts_ms).toISOString(),
      ends_at: new Date(starts_ms + HOUR_MS).toISOString(),
    };
  });
}

function workingDays(now_ms: number, count: number): readonly number[] {
  const today_ms = Math.floor(now_ms / DAY_MS) * DAY_MS;
  const days = Array.from({ length: count * 2 }, (_, index) => today_ms + (index + 1) * DAY_MS);
  return days.filter((day_ms) => ![0, 6].includes(new Date(day_ms).getUTCDay())).slice(0, count);
}

function number(sub: string, about: string): number {
  return createHash('sha256').update(`${sub}\n${about}`).digest().readUInt16BE(0);
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('The lists of the diary are not empty and the index is whole.');
  return item;
}
