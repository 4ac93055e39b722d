/**
 * The pages about branding, beside each other.
 */
import { Link } from '@tanstack/react-router';
import { may } from '../../api/client.ts';
import { useApi } from '../../api/queries.ts';
import { CURRENT, PartLinks } from '../../parts/part-links.tsx';
import { BRANDING_TEXTS } from '../../text/branding/index.ts';
import { useTexts } from '../../text/subject.ts';

const TABS = ['look', 'texts', 'domain'] as const;

const PAGES = {
  look: { to: '/branding', opens: 'branding_show' },
  texts: { to: '/branding/texts', opens: 'prompts_show_texts' },
  domain: { to: '/branding/domain', opens: 'custom_domains_list' },
} as const;

export function Tabs() {
  const { tabs } = useTexts(BRANDING_TEXTS);
  const api = useApi();
  return (
    <PartLinks
      label={tabs.label}
      names={TABS.filter((name) => may(api, PAGES[name].opens))}
      link={(name) => (
        <Link to={PAGES[name].to} activeOptions={{ exact: true, includeSearch: false }} activeProps={CURRENT}>
          {tabs[name]}
        </Link>
      )}
    />
  );
}
