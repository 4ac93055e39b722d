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
