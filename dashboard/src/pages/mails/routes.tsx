/**
 * The routes about mails.
 */
import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { asked, askedIfThere } from '../../api/queries.ts';
import { root } from '../../root.ts';
import { MAILS_TEXTS } from '../../text/mails/index.ts';
import { readMailSearch } from './mail-search.ts';

const MailsPage = lazyRouteComponent(() => import('./mails-page.tsx'), 'MailsPage');

const mails = createRoute({
  getParentRoute: () => root,
  path: '/mails',
  async loader({ context: { api, queries, language } }) {
    await Promise.all([
      MAILS_TEXTS(language),
      queries.ensureQueryData(asked(api, 'email_templates_list')),
      MailsPage.preload?.(),
    ]);
  },
  component: MailsPage,
});

const ServerPage = lazyRouteComponent(() => import('./server-page.tsx'), 'ServerPage');

const server = createRoute({
  getParentRoute: () => root,
  path: '/mails/server',
  validateSearch: ({ dialog }: Readonly<Record<string, unknown>>): { readonly dialog?: 'remove' } =>
    dialog === 'remove' ? { dialog } : {},
  async loader({ context: { api, queries, language } }) {
    await Promise.all([
      MAILS_TEXTS(language),
      queries.ensureQueryData(askedIfThere(api, 'email_provider_show')),
      ServerPage.preload?.(),
    ]);
  },
  component: function Server() {
    return <ServerPage isRemoving={server.useSearch().dialog === 'remove'} />;
  },
});

const MailPage = lazyRouteComponent(() => import('./mail-page.tsx'), 'MailPage');

const mail = createRoute({
  getParentRoute: () => root,
  path: '/mails/$template',
  validateSearch: readMailSearch,
  async loader({ context: { api, queries, language }, params: { template } }) {
    const text = await MAILS_TEXTS(language);
    if (!Object.hasOwn(text.names, template)) throw notFound();
    const question = askedIfThere(api, 'email_templates_show', { path: { templateName: template } });
    await Promise.all([queries.ensureQueryData(question), MailPage.preload?.()]);
  },
  component: function Mail() {
    return <MailPage template={mail.useParams().template} search={mail.useSearch()} />;
  },
});

export const MAILS_ROUTES = [mails, server, mail] as const;
