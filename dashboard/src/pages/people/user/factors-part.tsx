/**
 * The second factors of somebody, and the ways out for whoever has lost one.
 */
import type { Answer } from '../../../api/client.ts';
import { Time } from '../../../parts/time.tsx';
import { Answered } from '../../../record/answered.tsx';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { Entries, entriesIn } from '../shown/entries.tsx';
import { ActButton } from './act-button.tsx';

type Factor = Answer<'authentication_methods_show'>['value'];

export function FactorsPart({ id }: { readonly id: string }) {
  const { parts, none, columns, factors } = useTexts(PEOPLE_TEXTS);
  return (
    <>
      <p className="tools">
        <ActButton act="new_codes" />
        <ActButton act="forget_devices" />
        <ActButton act="reset_factors" weight="danger" />
      </p>
      <Answered id="authentication_methods_list" said={{ path: { id } }}>
        {(value) => (
          <Entries
            label={parts.factors}
            entries={entriesIn<Factor>(value, 'authenticators')}
            keyOf={(factor) => factor.id}
            none={none.factors}
            columns={[
              { title: columns.kind, shows: ({ type }) => <strong>{factors[type]}</strong> },
              { title: columns.name, shows: ({ name, email }) => <bdi>{name ?? email}</bdi>, isMinor: true },
              { title: columns.added, shows: (one) => <Time at={one.created_at} />, isMinor: true },
              { title: columns.used, shows: (one) => <Time at={one.last_auth_at} />, isMinor: true },
              {
                title: columns.acts,
                shows: ({ id: of, type }) => <ActButton act="remove_factor" of={of} about={factors[type]} />,
              },
            ]}
          />
        )}
      </Answered>
    </>
  );
}
