/**
 * What a command says of the records it is about, in words of whoever typed it, and what is answered.
 */
import type { Finding } from '../../resources/finding.ts';
import type { KindName } from '../../resources/kind.ts';

export type AskedKind = {
  readonly kind: KindName;
  /** `name` or `name.region`. */
  readonly tenant: string | undefined;
};

export type AskedRecord = AskedKind & {
  /** The words of its key: a user's also the address, a tenant's `name` or `name.region`. */
  readonly key: readonly string[];
};

/** A document in the names of the operator's file. */
export type Document = Readonly<Record<string, unknown>>;

/** What is wrong, with paths in the names of the operator's file. A message that begins with a capital is a whole sentence. */
export type Complaint = Finding & {
  /** It is about what was to be put into a list, or taken from it; the places are those of what was asked. */
  readonly part?: 'add' | 'remove';
};

/** A complaint that is about no field. */
export function sentence(code: string, message: string): Complaint {
  return { code, path: [], message };
}
