/**
 * The table of what is administered here, in the order of the navigation.
 */
import { CLIENT_VIEW } from './client.ts';
import { LOG_STREAM_VIEW } from './log-stream.ts';
import { RESOURCE_SERVER_VIEW } from './resource-server.ts';
import { ROLE_VIEW } from './role.ts';
import { USER_VIEW } from './user.ts';
import type { Document, View } from './view.ts';

export const VIEWS: readonly View[] = [
  LOG_STREAM_VIEW,
  CLIENT_VIEW,
  RESOURCE_SERVER_VIEW,
  USER_VIEW,
  ROLE_VIEW,
];

export function viewOf(section: string): View | undefined {
  return VIEWS.find((view) => view.section === section);
}

/** What a record is called. */
export function nameOf({ names }: View, record: Document): string {
  const found = names.map((name) => record[name]).find((value) => typeof value === 'string' && value !== '');
  return String(found ?? '');
}

export function idOf({ id }: View, record: Document): string {
  return String(record[id] ?? '');
}
