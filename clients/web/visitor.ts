/**
 * Somebody with a browser, as far as HTTP goes: one cookie jar for all of localhost, since cookies know no ports (RFC 6265
 * §8.5), redirects followed from the application to the authorization server and back, and its forms filled in.
 */
import assert from 'node:assert/strict';
import { hiddenFields } from '../../server/test/user-agent.ts';

export type Page = { readonly url: URL; readonly status: number; readonly body: string };

type Credentials = { readonly username: string; readonly password: string };

/** Where following stops: the address is given as a page without a body, and is not asked. */
type Stop = (url: URL) => boolean;

const nowhere: Stop = () => false;
const MAX_HOPS = 20;

export class Visitor {
  readonly #cookies = new Map<string, string>();
  readonly #who: Credentials;

  constructor(who: Credentials) {
    this.#who = who;
  }

  /** Goes to an address of an application, and signs in and agrees where the authorization server asks for it. */
  async arrive(address: string | URL, init: RequestInit = {}, stop: Stop = nowhere): Promise<Page> {
    const login = await this.open(address, init, stop);
    if (login.url.pathname !== '/login' || login.status !== 200) return login;
    const consent = await this.#send(login, { ...this.#who, action: 'login' }, stop);
    if (consent.url.pathname !== '/consent') return consent;
    return this.#send(consent, { action: 'accept' }, stop);
  }

  /** Opens an address and follows where it leads. */
  async open(address: string | URL, init: RequestInit = {}, stop: Stop = nowhere): Promise<Page> {
    let [url, sent] = [new URL(address), init];
    for (let hop = 0; hop < MAX_HOPS; hop += 1) {
      if (stop(url)) return { url, status: 0, body: '' };
      const answer = await this.fetch(url, sent);
      const location = answer.headers.get('location');
      if (location === null) return { url, status: answer.status, body: await answer.text() };
      [url, sent] = [new URL(location, url), {}];
    }
    return assert.fail(`${address} leads on for ever`);
  }

  /** Sends one request with the cookies of the jar, and keeps those that come. */
  async fetch(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    return answer;
  }

  #send({ url, body }: Page, fields: Readonly<Record<string, string>>, stop: Stop): Promise<Page> {
    const form = new URLSearchParams({ ...hiddenFields(body), ...fields });
    const headers = { 'sec-fetch-site': 'same-origin' };
    return this.open(new URL(url.pathname, url), { method: 'POST', body: form, headers }, stop);
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(/; */);
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const isOver = attributes.some((one) => /^(?:max-age=0|expires=thu, 01 jan 1970.*)$/i.test(one));
    if (isOver || value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
