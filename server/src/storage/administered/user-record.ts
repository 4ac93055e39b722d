/**
 * Users as records: what of them is a claim lies in one document, the rest in columns of its own.
 */
import { canonicalEmail } from '../../protocol/end-user/end-user.ts';
import type { Values } from '../../resources/kind.ts';
import { storedObject } from '../unreadable-row.ts';
import type { Row } from './record-table.ts';

/** Fields of a user that are no claim. */
const NO_CLAIMS: ReadonlySet<string> = new Set([
  ...['sub', 'username', 'user_metadata', 'app_metadata', 'blocked', 'created_at', 'last_login', 'last_ip'],
  ...['logins_count', 'has_second_factor', 'deletes_at'],
]);

/** The columns beside the key. Of claims, what a newer version knows is kept too. */
export function userRowOf(record: Values) {
  const claims = Object.fromEntries(Object.entries(record).filter(([name]) => !NO_CLAIMS.has(name)));
  const { username, user_metadata, app_metadata } = record;
  return {
    email: typeof claims['email'] === 'string' ? canonicalEmail(claims['email']) : null,
    username: typeof username === 'string' ? username : null,
    blocked: record['blocked'] === true ? 1 : 0,
    claims: JSON.stringify(claims),
    user_metadata: user_metadata === undefined ? null : JSON.stringify(user_metadata),
    app_metadata: app_metadata === undefined ? null : JSON.stringify(app_metadata),
  };
}

/** The record of a row. */
export function userRecordOf(row: Row): Values {
  const at = { table: 'users', key: [String(row['sub'])] };
  const metadata = (name: string) => {
    const stored = row[name];
    const members = typeof stored === 'string' ? storedObject(stored, at) : {};
    return Object.keys(members).length === 0 ? {} : { [name]: members };
  };
  return {
    ...storedObject(String(row['claims']), at),
    sub: row['sub'],
    ...kept('username', row['username']),
    ...metadata('user_metadata'),
    ...metadata('app_metadata'),
    blocked: row['blocked'] !== 0,
    ...kept('created_at', row['created_at'] ?? row['made_at']),
    ...kept('last_login', row['last_login']),
    ...kept('last_ip', row['last_ip']),
    ...kept('logins_count', row['logins_count']),
    ...(row['has_second_factor'] === 1 ? { has_second_factor: true } : {}),
    ...kept('deletes_at', row['deletes_at']),
  };
}

function kept(name: string, value: unknown): Values {
  return value === null || value === undefined || value === 0 ? {} : { [name]: value };
}
