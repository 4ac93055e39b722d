/**
 * An authorization request as somebody copies it: the whole address, or its query alone (RFC 6749 §3.1, RFC 3986 §3).
 */
import { quotedName } from '../unknown-name.ts';
import { type Finding, remark } from './finding.ts';

export type ReadAddress = {
  /** What the server sees of it. */
  readonly text: string;
  /** Where the query begins. */
  readonly from: number;
  readonly query: string;
  /** Host and port; undefined: the query stands alone. */
  readonly host: string | undefined;
  readonly findings: readonly Finding[];
};

const ADDRESS = /^https?:\/\/([^/?#]*)([^?#]*)/i;

/** Parts an address; what is wrong with it before its query is found here. */
export function readAddress(address: string): ReadAddress {
  const hash = address.indexOf('#');
  const text = hash === -1 ? address : address.slice(0, hash);
  const fragment = text.length < address.length ? [remark('fragment_sent')] : [];
  const [start = '', host, path = ''] = ADDRESS.exec(text) ?? [];
  if (host === undefined) {
    const from = text.startsWith('?') ? 1 : 0;
    return { text, from, query: text.slice(from), host, findings: fragment };
  }
  const from = Math.min(text.length, start.length + 1);
  const sentence = `the path ${quotedName(path === '' ? '/' : path)} is not that of the authorization endpoint`;
  const endpoint = path === '/authorize' ? [] : [remark('endpoint_other', { sentence })];
  return { text, from, query: text.slice(from), host, findings: [...endpoint, ...fragment] };
}

/** That an address is of another host than the tenant's. */
export function otherHost(host: string, issuer: string): Finding {
  return remark('issuer_other', {
    sentence: `the host ${quotedName(host)} is not that of this tenant: ask at ${issuer}`,
  });
}
