/**
 * E-mail addresses as somebody types them (RFC 5321 §4.1.2). Narrower than the grammar on purpose: what is not here
 * (quoted local parts, comments, address literals, lists) no mailbox of a person has, and programs read it in two ways.
 */
import { canonicalEmail } from './end-user.ts';

/** RFC 5321 §4.5.3.1.1 and §4.5.3.1.3: 256 octets of a path, less its angle brackets. */
const MAX_LOCAL_PART = 64;
const MAX_ADDRESS = 254;

const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';

/** One `@`, a dot-atom before it, two labels after it at least, and a last label that no IPv4 address ends with. */
const ADDRESS = new RegExp(`^(${ATOM}(?:\\.${ATOM})*)@(?:${LABEL}\\.)+(?=[a-z])${LABEL}$`);

/** The address in the one spelling that is stored and sent to, or undefined when it is not one address. */
export function parseEmailAddress(text: string): string | undefined {
  // Measured before anything else looks at it.
  if (text.length > MAX_ADDRESS) return undefined;
  const canonical = canonicalEmail(text);
  const [, local_part = ''] = ADDRESS.exec(canonical) ?? [];
  if (local_part === '' || local_part.length > MAX_LOCAL_PART) return undefined;
  return canonical.length > MAX_ADDRESS ? undefined : canonical;
}

/** What stands before the last `@`. */
export function localPart(email: string): string {
  return email.slice(0, email.lastIndexOf('@'));
}

/** A name that needs no quotes, with nothing in it that programs take for an address, a list, a group or another text. */
const DISPLAY_NAME =
  /^(?!.*=\?)[^\s\p{C}<>@(),;:"\\[\]](?:[^\p{C}<>@(),;:"\\[\]]{0,62}[^\s\p{C}<>@(),;:"\\[\]])?$/u;

/** As above, but for the domain, which may be of one label: a machine of one's own has such a name. */
const SENDER = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)*(?=[a-z])${LABEL}$`, 'i');

/** Whether a text is one mailbox that mail is from (RFC 5322 §3.4): an address, or a name and an address in angle brackets. */
export function isSender(text: string): boolean {
  const [, name, address = text] = /^(.*) <([^<>]*)>$/.exec(text) ?? [];
  if (name !== undefined && !DISPLAY_NAME.test(name)) return false;
  return address.length <= MAX_ADDRESS && address.indexOf('@') <= MAX_LOCAL_PART && SENDER.test(address);
}
