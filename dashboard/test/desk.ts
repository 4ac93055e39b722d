/**
 * The fixture of the walks: the real server with the dashboard as it is built, and people with roles of the tenant, each with a browser
 * of their own that hears what a page complains of. Of each role somebody signs in once; who enters later has that session.
 */
import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { type TenantRole, tenantRoleId } from '../../server/src/resources/end-user/tenant-roles.ts';
import { BLANK, openPlace, type Place, signIn, type Visitor } from '../../server/test/e2e/harness.ts';
import { buildWhenNeeded } from '../built.ts';

export type Administrator = Visitor & {
  /** What went wrong in their pages: errors of the console, reports of the policy. */
  readonly complaints: readonly string[];
  /** Loads a path below the dashboard. */
  readonly open: (path: string) => Promise<void>;
  /** Goes there within the page, as a link does: to load it anew would sign in anew. */
  readonly go: (path: string) => Promise<void>;
};

export type Desk = {
  readonly place: Place;
  /** Somebody with a session that others of the role share. */
  readonly enter: (role: TenantRole, options?: EnterOptions) => Promise<Administrator>;
  /** Somebody whom nobody else is, and who is not signed in. */
  readonly arrive: (role: TenantRole | undefined) => Promise<Administrator>;
  /** Closes the browsers of everybody who has entered. */
  readonly leave: () => Promise<void>;
};

type EnterOptions = Parameters<NonNullable<ReturnType<BrowserContext['browser']>>['newContext']>[0];

type Member = Visitor & { readonly state: Awaited<ReturnType<BrowserContext['storageState']>> };

export async function openDesk(
  settings: Parameters<typeof openPlace>[1] = {},
  clock?: Parameters<typeof openPlace>[2],
): Promise<Desk> {
  await buildWhenNeeded();
  const place = await openPlace({ '/callback': { html: BLANK } }, settings, clock);
  const entered = new Set<BrowserContext>();
  const members = new Map<TenantRole, Promise<Member>>();
  const memberOf = (role: TenantRole): Promise<Member> => {
    const member = members.get(role) ?? becomeMember(place, role);
    members.set(role, member);
    return member;
  };
  return {
    place,
    async enter(role, options = {}) {
      const { state: storageState, ...member } = await memberOf(role);
      const context = await member.context
        .browser()
        ?.newContext({ locale: 'en-GB', storageState, ...options });
      if (!context) throw new Error('A context that was made by a browser has one.');
      context.setDefaultTimeout(10_000);
      entered.add(context);
      return administrator(place, { ...member, context, page: await context.newPage() });
    },
    async arrive(role) {
      const somebody = administrator(place, await invite(place, role));
      entered.add(somebody.context);
      return somebody;
    },
    async leave() {
      await Promise.all([...entered].map((context) => context.close()));
      entered.clear();
    },
  };
}

async function invite({ visit, storage }: Place, role: TenantRole | undefined): Promise<Visitor> {
  const visitor = await visit();
  if (role !== undefined) await storage.tenant('t-dev').roles.give(visitor.sub, tenantRoleId(role));
  return visitor;
}

async function becomeMember(place: Place, role: TenantRole): Promise<Member> {
  const visitor = await invite(place, role);
  await visitor.page.goto(`${place.issuer}dashboard/users`);
  await signIn(visitor);
  await visitor.page.getByRole('heading', { level: 1, name: 'Users' }).waitFor();
  const state = await visitor.context.storageState();
  await visitor.page.close();
  return { ...visitor, state };
}

function administrator({ issuer }: Place, visitor: Visitor): Administrator {
  const { page } = visitor;
  const complaints: string[] = [];
  hear(page, complaints);
  return {
    ...visitor,
    complaints,
    async open(path) {
      await page.goto(`${issuer}dashboard/${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
    async go(path) {
      await page.evaluate(`history.pushState({}, '', '/dashboard/${path}')`);
    },
  };
}

/** A refusal of the API is an error of the console too, which a test says that it expects. */
function hear(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
}

/** Nothing went wrong in somebody's pages. */
export function isQuiet({ complaints }: Administrator): void {
  assert.deepEqual(complaints, []);
}
