/**
 * The panel beside every page; where there is little room it lies above, folded behind a button.
 */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { may } from '../../api/client.ts';
import { asked, useApi } from '../../api/queries.ts';
import { Button } from '../../parts/button.tsx';
import { isDocument } from '../../record/stored.ts';
import { useText } from '../../text/use-text.ts';
import { SECTIONS } from '../sections.ts';
import { LookChoice } from './look-choice.tsx';
import { usePalette } from './palette-place.tsx';

export function Side({ pathname }: { readonly pathname: string }) {
  const text = useText();
  const openPalette = usePalette();
  // Where it was opened: whoever has gone elsewhere has found the way.
  const [openAt, setOpenAt] = useState<string | undefined>(undefined);
  const isOpen = openAt === pathname;
  return (
    <header className="side" data-open={isOpen || undefined}>
      <div className="side-head">
        <Site />
        <button
          type="button"
          className="button secondary menu"
          aria-expanded={isOpen}
          aria-controls="side-rest"
          onClick={() => setOpenAt(isOpen ? undefined : pathname)}
        >
          <span className="bars" aria-hidden="true" />
          {text.menu}
        </button>
      </div>
      <button type="button" className="find" aria-keyshortcuts="Control+K Meta+K" onClick={openPalette}>
        <span>{text.palette.open}</span>
        <kbd>{SHORTCUT}</kbd>
      </button>
      <div id="side-rest" className="side-rest">
        <Sections pathname={pathname} />
        <Who />
      </div>
    </header>
  );
}

const SHORTCUT = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K';

/** What the tenant calls itself, for whoever may know; else its host. */
function useTenantName(): string {
  const api = useApi();
  const { data } = useQuery({
    ...asked(api, 'tenant_settings_show', { query: { fields: 'friendly_name' } }),
    enabled: may(api, 'tenant_settings_show'),
  });
  const settings: unknown = data?.value;
  const name = isDocument(settings) ? settings['friendly_name'] : undefined;
  return typeof name === 'string' && name !== '' ? name : location.host;
}

function Site() {
  const { product } = useText();
  const tenant = useTenantName();
  return (
    <p className="site">
      <span className="mark" aria-hidden="true">
        {tenant.slice(0, 1)}
      </span>
      <span>
        <strong>{product}</strong>
        <small>
          <bdi>{tenant}</bdi>
        </small>
      </span>
    </p>
  );
}

/** Those that somebody may see anything of, under the names of their groups. */
function Sections({ pathname }: { readonly pathname: string }) {
  const text = useText();
  const api = useApi();
  const nav = useRef<HTMLElement>(null);
  const open = SECTIONS.filter(({ opens }) => opens.some((id) => may(api, id)));
  // Where one is may lie further down than the panel is high; it scrolls by itself, and the page does not.
  useEffect(() => {
    const list = nav.current;
    const current = list?.querySelector<HTMLElement>(
      `[aria-current="page"][href*="${CSS.escape(pathname)}"]`,
    );
    if (!list || !current) return;
    const [seen, wanted] = [list.getBoundingClientRect(), current.getBoundingClientRect()];
    if (wanted.top < seen.top || wanted.bottom > seen.bottom)
      list.scrollTop += wanted.top - seen.top - seen.height / 2;
  }, [pathname]);
  return (
    <nav ref={nav} aria-label={text.sections} className="sections">
      {[...Map.groupBy(open, ({ group }) => group)].map(([group, sections]) => (
        <div key={group}>
          <h2 id={`group-${group}`}>{text.nav.groups[group]}</h2>
          <ul aria-labelledby={`group-${group}`}>
            {sections.map(({ name, path }) => (
              <li key={name}>
                <Link to={path} activeProps={{ 'aria-current': 'page' }}>
                  {text.nav.names[name]}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function Who() {
  const text = useText();
  const { session } = useApi();
  const { name, email } = session.user;
  return (
    <div className="who">
      <p>
        <small>{text.signedInAs}</small>
        <bdi>{name}</bdi>
        {email !== undefined && email !== name && (
          <small>
            <bdi>{email}</bdi>
          </small>
        )}
      </p>
      <p className="tools">
        <a className="button quiet" href="/account">
          {text.account}
        </a>
        <Button weight="quiet" onPress={() => void session.signOut()}>
          {text.signOut}
        </Button>
      </p>
      <LookChoice />
    </div>
  );
}
