/**
 * The pages at `/`, and at a host where no tenant lives.
 */
import { dashboardMissingPage } from '../../src/pages/dashboard-missing.ts';
import {
  type FrontPage,
  frontPage,
  type Machine,
  type UnknownHostPage,
  unknownHostPage,
} from '../../src/pages/front.ts';
import type { PageState } from './page-state.ts';

const NEIGHBOURS = [
  { name: 'clinic', issuer: 'http://clinic.eu.localhost:4000/' },
  { name: 'Donaudampfschifffahrtselektrizitäten', issuer: `http://${'a'.repeat(63)}.us.localhost:4000/` },
];

const MACHINE: Machine = { hasMailbox: true, hasClient: true, neighbours: NEIGHBOURS };

function front(name: string, differences: Partial<FrontPage> = {}): PageState {
  const page = { issuer: 'https://acme.eu.auth.example/', machine: undefined, ...differences };
  return { name, render: (look) => frontPage({ ...page, look: { ...look, site: look.site ?? 'acme' } }) };
}

function unknownHost(name: string, differences: Partial<UnknownHostPage> = {}): PageState {
  const page = { host: 'login.acme.example', tenants: undefined, request_id: '01JD3Y8Q6T4V', ...differences };
  return { name, render: (look) => unknownHostPage({ ...page, look }) };
}

const LOCAL = 'http://localhost:4000/';

export const FRONT: readonly PageState[] = [
  front('front'),
  front('front-own-machine', { issuer: LOCAL, machine: MACHINE }),
  front('front-no-client', {
    issuer: LOCAL,
    machine: { hasMailbox: true, hasClient: false, neighbours: [] },
  }),
  front('front-own-machine-alone', {
    issuer: LOCAL,
    machine: { hasMailbox: false, hasClient: true, neighbours: [] },
  }),
  { name: 'dashboard-missing', render: dashboardMissingPage },
  unknownHost('unknown-host'),
  unknownHost('unknown-host-long', { host: `\u202e${'a'.repeat(300)}.example` }),
  unknownHost('unknown-host-own-machine', { host: 'clinic.us.localhost:4000', tenants: NEIGHBOURS }),
  unknownHost('unknown-host-no-tenant', { host: 'localhost:4000', tenants: [] }),
];
