/**
 * The parts of a record that is shown in several, each at an address of its own.
 */
import { Link } from '@tanstack/react-router';
import { CURRENT, PartLinks } from '../../parts/part-links.tsx';
import { APPLICATIONS_TEXTS } from '../../text/applications/index.ts';
import type { ApplicationsText } from '../../text/applications/text.ts';
import { useTexts } from '../../text/subject.ts';

type PartName = Exclude<keyof ApplicationsText['parts'], 'label' | 'settings'>;

type Props = {
  readonly at: '/applications/$id' | '/apis/$id';
  readonly id: string;
  readonly names: readonly PartName[];
};

export function Parts({ at, id, names }: Props) {
  const { parts } = useTexts(APPLICATIONS_TEXTS);
  return (
    <PartLinks
      label={parts.label}
      names={['settings', ...names] as const}
      link={(part) =>
        part === 'settings' ? (
          <Link
            to={at}
            params={{ id }}
            activeOptions={{ exact: true, includeSearch: false }}
            activeProps={CURRENT}
          >
            {parts.settings}
          </Link>
        ) : (
          <Link to={`${at}/$part`} params={{ id, part }} activeProps={CURRENT}>
            {parts[part]}
          </Link>
        )
      }
    />
  );
}
