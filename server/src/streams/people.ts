/**
 * What a log says of people, hidden from whoever receives it: under stars, or as a keyed hash by which the same person is known again.
 */
import type { Values } from '../resources/kind.ts';
import { isMapping } from '../resources/shape.ts';
import type { LogStream } from '../resources/tenant/log-stream.ts';

/** An e-mail address in a sentence. */
const ADDRESS = /[^\s"'<>,;:()]{1,64}@[^\s"'<>,;:()]{1,255}/g;

type Hide = (value: string) => string;

/** An event of which as much is hidden as the stream says. `hash` is the same for the same value. */
export function withoutPeople(log: Values, { pii_config }: LogStream, hash: Hide): Values {
  if (!pii_config || pii_config.log_fields.length === 0) return log;
  const hide = pii_config.method === 'hash' ? hash : masked;
  const hidden = new Set<string>(pii_config.log_fields);
  const { user_name, details } = log;
  const isAddress = typeof user_name === 'string' && user_name.includes('@');
  // A log names somebody by their address, or by the name that they have without one.
  const isHidden = isAddress
    ? hidden.has('email')
    : ['username', 'first_name', 'last_name'].some((one) => hidden.has(one));
  return {
    ...log,
    ...(typeof user_name === 'string' && user_name !== '' && isHidden ? { user_name: hide(user_name) } : {}),
    ...(isMapping(details) && hidden.has('email') ? { details: withoutAddresses(details, hide) } : {}),
  };
}

function withoutAddresses(details: Values, hide: Hide): Values {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replaceAll(ADDRESS, hide) : value,
    ]),
  );
}

function masked(value: string): string {
  return `${value.slice(0, 1)}***${value.includes('@') ? '@***' : ''}`;
}
