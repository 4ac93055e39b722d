/**
 * The pages about mails, beside each other.
 */
import { Link } from '@tanstack/react-router';
import { may } from '../../api/client.ts';
import { useApi } from '../../api/queries.ts';
import { CURRENT, PartLinks } from '../../parts/part-links.tsx';
import { MAILS_TEXTS } from '../../text/mails/index.ts';
import { useTexts } from '../../text/subject.ts';

const TABS = ['templates', 'server'] as const;

const PAGES = {
  templates: { to: '/mails', opens: 'email_templates_list' },
  server: { to: '/mails/server', opens: 'email_provider_show' },
} as const;

export function Tabs() {
  const { tabs } = useTexts(MAILS_TEXTS);
  const api = useApi();
  return (
    <PartLinks
      label={tabs.label}
      names={TABS.filter((name) => may(api, PAGES[name].opens))}
      link={(name) => (
        <Link to={PAGES[name].to} activeOptions={{ exact: true }} activeProps={CURRENT}>
          {tabs[name]}
        </Link>
      )}
    />
  );
}
