/**
 * The page at `/` of a tenant: what lives here, the way to one's account, and what an application has to know. Whoever sits at
 * the machine that the server runs on sees what else there is.
 */
import { type Html, html } from './html.ts';
import { isolated } from './look/display-name.ts';
import { layout } from './look/layout.ts';
import type { Look } from './look/look.ts';

/** A tenant that somebody may open. */
export type Neighbour = { readonly name: string; readonly issuer: string };

/** What the machine of somebody who develops has to show. */
export type Machine = {
  readonly hasMailbox: boolean;
  readonly hasClient: boolean;
  /** The other tenants. */
  readonly neighbours: readonly Neighbour[];
};

export type FrontPage = {
  readonly look: Look;
  readonly issuer: string;
  /** Undefined for everybody who comes from elsewhere. */
  readonly machine: Machine | undefined;
};

/** What begins an application of one's own. */
const INIT = html`<code>npx tacit init</code>`;

/** Says where one is. */
export function frontPage({ look, issuer, machine }: FrontPage): string {
  const { front } = look.text;
  return layout({
    look,
    title: front.title,
    content: html`<h1 id="front-title">${front.title}</h1>
<p class="lead">${front.lead}</p>
<a class="button primary" id="front-account" href="/account">${front.account}</a>
<h2>${front.developers}</h2>
<dl class="facts">
<dt>${front.issuer}</dt><dd><code id="front-issuer">${issuer}</code></dd>
<dt>${front.metadata}</dt><dd><a id="front-metadata" href="/.well-known/openid-configuration"><code>openid-configuration</code></a></dd>
</dl>
${machine && machineMarkup(machine, look)}`,
  });
}

function machineMarkup({ hasMailbox, hasClient, neighbours }: Machine, { text }: Look): Html {
  const { machine } = text.front;
  const places = [
    ...(hasMailbox ? [place('/dev/mailbox', machine.mailbox, machine.mailbox_hint)] : []),
    ...neighbours.map(neighbourMarkup),
  ];
  return html`<h2 id="front-machine">${machine.title}</h2>
<p class="quiet-text">${machine.hint}</p>
${!hasClient && html`<p class="box notice" id="front-no-client">${machine.noClient(INIT)}</p>\n`}${listed(places)}`;
}

export type UnknownHostPage = {
  /** Our own: there is no tenant whose look it could be. */
  readonly look: Look;
  /** As it came. */
  readonly host: string;
  /** The tenants of the machine that somebody develops at; undefined for everybody who comes from elsewhere. */
  readonly tenants: readonly Neighbour[] | undefined;
  readonly request_id: string;
};

/** Says that no tenant lives at this host. */
export function unknownHostPage({ look, host, tenants, request_id }: UnknownHostPage): string {
  const { front, errors } = look.text;
  return layout({
    look,
    title: front.stranger.title,
    content: html`<h1 id="unknown-host-title">${front.stranger.title}</h1>
<p class="lead">${front.stranger.lead(html`<strong id="unknown-host">${isolated(host)}</strong>`)} ${front.stranger.hint}</p>
${tenants && tenantsMarkup(tenants, look)}<p class="fine">${errors.reference} <code id="error-request">${request_id}</code></p>`,
  });
}

function tenantsMarkup(tenants: readonly Neighbour[], { text }: Look): Html {
  const { machine } = text.front;
  if (tenants.length === 0)
    return html`<p class="box notice" id="unknown-host-no-tenant">${machine.noTenant(INIT)}</p>\n`;
  return html`<h2 id="unknown-host-tenants">${machine.title}</h2>
<p class="quiet-text">${machine.hint}</p>
${listed(tenants.map(neighbourMarkup))}`;
}

function neighbourMarkup({ name, issuer }: Neighbour): Html {
  return place(issuer, isolated(name), html`<bdi dir="ltr">${issuer}</bdi>`);
}

function place(href: string, name: Html | string, hint: Html | string): Html {
  return html`<li><a href="${href}">${name}<small>${hint}</small></a></li>\n`;
}

function listed(places: readonly Html[]): Html | false {
  return places.length > 0 && html`<ul class="choices">\n${places}</ul>\n`;
}
