/**
 * The routes of the pages about the tenant as a whole.
 */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { may, type OperationId, type Said } from '../../api/client.ts';
import { asked } from '../../api/queries.ts';
import { askedWhole } from '../../record/whole.ts';
import { type Context, root } from '../../root.ts';
import { TENANT_TEXTS } from '../../text/tenant/index.ts';
import { TENANTS_TEXTS } from '../../text/tenants/index.ts';
import { readKeySearch } from './key-states.ts';
import { TO_NOBODY } from './rollouts.ts';

/** The texts of the subject, the code of the page, and what it shows, where somebody may see it. */
async function arrive(
  { api, queries, language }: Context,
  page: { readonly preload?: () => Promise<unknown> | undefined },
  shown: { readonly opens: OperationId; readonly id: OperationId; readonly said?: Said },
): Promise<void> {
  const asks = may(api, shown.opens) ? queries.ensureQueryData(asked(api, shown.id, shown.said)) : undefined;
  await Promise.all([TENANT_TEXTS(language), page.preload?.(), asks]);
}

const SettingsPage = lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage');

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  loader: ({ context }) =>
    arrive(context, SettingsPage, { opens: 'tenant_settings_show', id: 'settings_show' }),
  component: SettingsPage,
});

const ConnectionsPage = lazyRouteComponent(() => import('./connections-page.tsx'), 'ConnectionsPage');

const connections = createRoute({
  getParentRoute: () => root,
  path: '/connections',
  loader: ({ context }) =>
    arrive(context, ConnectionsPage, { opens: 'connections_list', id: 'settings_show' }),
  component: ConnectionsPage,
});

const ProtectionPage = lazyRouteComponent(() => import('./protection-page.tsx'), 'ProtectionPage');

const protection = createRoute({
  getParentRoute: () => root,
  path: '/protection',
  loader: ({ context }) =>
    arrive(context, ProtectionPage, {
      opens: 'attack_protection_brute_force_protection_show',
      id: 'settings_show',
    }),
  component: ProtectionPage,
});

const KeysPage = lazyRouteComponent(() => import('./keys-page.tsx'), 'KeysPage');

const keys = createRoute({
  getParentRoute: () => root,
  path: '/keys',
  validateSearch: readKeySearch,
  loader: ({ context }) => arrive(context, KeysPage, { opens: 'signing_keys_list', id: 'signing_keys_list' }),
  component: function Keys() {
    return <KeysPage dialog={keys.useSearch().dialog} />;
  },
});

const FeaturesPage = lazyRouteComponent(() => import('./features-page.tsx'), 'FeaturesPage');

const features = createRoute({
  getParentRoute: () => root,
  path: '/features',
  loader: ({ context }) =>
    arrive(context, FeaturesPage, { opens: 'operator_rollouts', id: 'operator_rollouts', said: TO_NOBODY }),
  component: FeaturesPage,
});

const TenantsPage = lazyRouteComponent(() => import('./tenants-page.tsx'), 'TenantsPage');

const tenants = createRoute({
  getParentRoute: () => root,
  path: '/tenants',
  async loader({ context: { api, queries, language } }) {
    await Promise.all([
      TENANTS_TEXTS(language),
      may(api, 'tenants_list') ? queries.ensureQueryData(askedWhole(api, 'tenants_list')) : undefined,
      TenantsPage.preload?.(),
    ]);
  },
  component: TenantsPage,
});

export const TENANT_ROUTES = [settings, connections, protection, keys, features, tenants] as const;
