/**
 * A request as somebody copies it: the whole address, its query alone, or either of them in a line of something else, a command or a
 * log (RFC 6749 §3.1, RFC 3986 §3).
 */
import { quotedName } from '../unknown-name.ts';
import { type Finding, remark } from './finding.ts';
import { type PastedKind, pastedKind } from './pasted.ts';

export type ReadAddress = {
  /** What the server sees of it, and what stands before. */
  readonly text: string;
  /** Where the query begins. */
  readonly from: number;
  readonly query: string;
  /** Host and port; undefined: none is named. */
  readonly host: string | undefined;
  /** Undefined: the query stands alone. */
  readonly path: string | undefined;
  /** What stays in the browser. */
  readonly fragment: string | undefined;
  readonly kind: PastedKind;
  readonly findings: readonly Finding[];
};

/** Each of them finds something in whatever it is given. */
const ADDRESS = /^(?:https?:\/\/([^/?#]*))?([^?#]*)/gi;
const MARK = /^[?&]?/g;

/** Parts an address; what is wrong with it before its query is found here. */
export function readAddress(pasted: string): ReadAddress {
  const { start, end, isQuery } = placeOfAddress(pasted);
  const address = pasted.slice(start, end);
  const hash = address.indexOf('#');
  const sent = hash === -1 ? address : address.slice(0, hash);
  const fragment = hash === -1 ? undefined : address.slice(hash + 1);
  const [[before = '', host, path] = []] = sent.matchAll(isQuery ? MARK : ADDRESS);
  const text = pasted.slice(0, start + sent.length);
  // Behind the mark of the query, where there is one.
  const from = Math.min(text.length, start + before.length + (isQuery ? 0 : 1));
  const read = { text, from, query: text.slice(from), host, path, fragment };
  const kind = pastedKind(read, pasted);
  return { ...read, kind, findings: kind === 'request' ? findingsOf(read) : [] };
}

function findingsOf({ path, fragment }: Pick<ReadAddress, 'path' | 'fragment'>): readonly Finding[] {
  const sentence = `the path ${quotedName(path || '/')} is not that of the authorization endpoint`;
  const isOther = path !== undefined && !['/authorize', 'authorize'].includes(path);
  return [
    ...(isOther ? [remark('endpoint_other', { sentence })] : []),
    ...(fragment === undefined ? [] : [remark('fragment_sent')]),
  ];
}

type Found = { readonly start: number; readonly end: number; readonly isQuery: boolean };

/** Where a parameter begins, as no address does. */
const QUERY = /^[?&]?[^\s"'<>=?#/]+=(?!["'])/;

/** An address, from its beginning to the end of all. */
const WHOLE = /^(?:https?:\/\/|\/(?!\/)|[\w./-]+\?|#)/i;

/** An address in a line of something else ends where no address goes on: an address of the server, or what has a query. */
const WITHIN = [/https?:\/\/[^\s"'<>`]+/i, /\/?[\w./-]*\?[^\s"'<>`]+/];

/** Where in what was pasted the address stands. */
function placeOfAddress(pasted: string): Found {
  const bare = pasted.replace(/\s+$/, '');
  const start = bare.length - bare.replace(/^\s+/, '').length;
  const isQuery = QUERY.test(bare.slice(start));
  if (isQuery || WHOLE.test(bare.slice(start))) return { start, end: bare.length, isQuery };
  const [found] = WITHIN.flatMap((one) => one.exec(bare) ?? []);
  const at = found === undefined ? bare.length : bare.indexOf(found);
  return { start: at, end: at + (found ?? '').length, isQuery: false };
}

/** That an address is of another host than the tenant's. */
export function otherHost(host: string, issuer: string): Finding {
  return remark('issuer_other', {
    sentence: `the host ${quotedName(host)} is not that of this tenant: ask at ${issuer}`,
  });
}
