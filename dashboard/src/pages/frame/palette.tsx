/**
 * The command palette: where one can go, what can be made, what was seen lately, and what of applications and people has such a name.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { may } from '../../api/client.ts';
import { asked, useApi } from '../../api/queries.ts';
import { CLIENT_VIEW } from '../../kinds/client.ts';
import { USER_VIEW } from '../../kinds/user.ts';
import type { Document, View } from '../../kinds/view.ts';
import { idOf, nameOf, VIEWS } from '../../kinds/views.ts';
import { Finder, type Found, type FoundGroup } from '../../parts/finder.tsx';
import { isDocument } from '../../record/stored.ts';
import { useText } from '../../text/use-text.ts';
import { SECTIONS } from '../sections.ts';

/** As many of a group as can be looked through. */
const SHOWN = 6;

export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { palette } = useText();
  const [typed, setTyped] = useState('');
  const words = typed.trim();
  const applications = useFound(CLIENT_VIEW, words);
  const users = useFound(USER_VIEW, words);
  const groups: readonly FoundGroup[] = [
    { id: 'recent', title: palette.groups.recent, entries: useRecent(words) },
    { id: 'sections', title: palette.groups.sections, entries: useSections(words) },
    { id: 'create', title: palette.groups.create, entries: useCreations(words) },
    { id: 'applications', title: palette.groups.applications, entries: applications.entries },
    { id: 'users', title: palette.groups.users, entries: users.entries },
  ];
  return (
    <Finder
      label={palette.title}
      placeholder={palette.placeholder}
      typed={typed}
      onType={setTyped}
      groups={groups.filter(({ entries }) => entries.length > 0)}
      none={palette.none}
      isBusy={applications.isBusy || users.isBusy}
      onClose={onClose}
    />
  );
}

function isCalled(words: string): (found: Found) => boolean {
  return ({ label }) => label.toLocaleLowerCase().includes(words.toLocaleLowerCase());
}

function useSections(words: string): readonly Found[] {
  const { nav } = useText();
  const api = useApi();
  const navigate = useNavigate();
  return SECTIONS.filter(({ opens }) => opens.some((id) => may(api, id)))
    .map(({ name, path }) => ({
      id: `section ${name}`,
      label: nav.names[name],
      onChoose: () => void navigate({ to: path }),
    }))
    .filter(isCalled(words));
}

function useCreations(words: string): readonly Found[] {
  const { kinds } = useText();
  const api = useApi();
  const navigate = useNavigate();
  return VIEWS.filter(({ operations }) => may(api, operations.create))
    .map(({ section }) => ({
      id: `create ${section}`,
      label: kinds[section].create,
      onChoose: () => void navigate({ to: '/$section/new', params: { section } }),
    }))
    .filter(isCalled(words));
}

/** Records as they are found; each leads to its page. */
function useEntries(): (view: View, record: Document, group: string) => Found {
  const { kinds } = useText();
  const navigate = useNavigate();
  return (view, record, group) => {
    const { section } = view;
    const id = idOf(view, record);
    const [label, email] = [nameOf(view, record), record['email']];
    const hint = group === 'recent' ? kinds[section].many : typeof email === 'string' ? email : id;
    return {
      id: `${group} ${section} ${id}`,
      label,
      hint: hint === label ? undefined : hint,
      onChoose: () => void navigate({ to: '/$section/$id', params: { section, id } }),
    };
  };
}

/** What the page still knows of its visits, the latest first. */
function useRecent(words: string): readonly Found[] {
  const queries = useQueryClient();
  const entryOf = useEntries();
  return VIEWS.flatMap((view) =>
    queries
      .getQueryCache()
      .findAll({ queryKey: [view.operations.show] })
      .flatMap(({ state: { data, dataUpdatedAt } }) => {
        const record: unknown = isDocument(data) ? data['value'] : undefined;
        return isDocument(record) ? [{ at: dataUpdatedAt, found: entryOf(view, record, 'recent') }] : [];
      }),
  )
    .sort((a, b) => b.at - a.at)
    .map(({ found }) => found)
    .filter(isCalled(words))
    .slice(0, SHOWN);
}

/** What the server finds by what is typed. */
function useFound(
  view: View,
  words: string,
): { readonly entries: readonly Found[]; readonly isBusy: boolean } {
  const api = useApi();
  const entryOf = useEntries();
  const { search, operations, collection } = view;
  const isAsked = words !== '' && search !== undefined && may(api, operations.list);
  const query = {
    per_page: SHOWN,
    include_totals: true,
    ...(search ? { [search.parameter]: search.query(words) } : {}),
  };
  const { data, isFetching } = useQuery({
    ...asked(api, operations.list, { query }),
    enabled: isAsked,
  });
  const page: unknown = data?.value;
  const records = isAsked && isDocument(page) ? page[collection] : [];
  return {
    entries: (Array.isArray(records) ? records.filter(isDocument) : []).map((record) =>
      entryOf(view, record, 'found'),
    ),
    isBusy: isAsked && isFetching,
  };
}
