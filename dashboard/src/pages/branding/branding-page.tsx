/**
 * How the pages look: the form, and the pages themselves beside it as they would be.
 */
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { asked, useApi } from '../../api/queries.ts';
import { FieldRow } from '../../fields/field-row.tsx';
import { useFieldLabel } from '../../fields/label.ts';
import { useDraft } from '../../record/form/draft.ts';
import { DraftForm } from '../../record/form/draft-form.tsx';
import { allMistakes } from '../../record/form/mistakes-of.ts';
import { rowProps } from '../../record/form/row-props.ts';
import { useSaving } from '../../record/form/saving.ts';
import { useReason } from '../../record/reason.ts';
import { storedOf } from '../../record/stored.ts';
import { BRANDING_TEXTS } from '../../text/branding/index.ts';
import { useTexts } from '../../text/subject.ts';
import { BRANDING_FIELDS, isColour, mistakesOfBranding } from './branding-fields.ts';
import { ColourRow } from './colour-row.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { type PreviewSearch, withSearch } from './preview-search.ts';
import { Tabs } from './tabs.tsx';

export function BrandingPage({ search }: { readonly search: PreviewSearch }) {
  const text = useTexts(BRANDING_TEXTS);
  const labelOf = useFieldLabel();
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const question = asked(api, 'branding_show');
  const { data } = useSuspenseQuery(question);
  const draft = useDraft('branding', storedOf(data), BRANDING_FIELDS);
  const reason = useReason('branding_update');
  const saving = useSaving({
    draft,
    save: (version) => api.call('branding_update', { body: draft.document, version }),
    stored: async () => storedOf(await queries.fetchQuery({ ...question, staleTime: 0 })),
    outdated: ['branding_show', 'branding_preview'],
  });
  const changed = BRANDING_FIELDS.filter(({ own }) => draft.changed.has(own));
  const said = changed.map((named) => [named.own, draft.value(named)] as const);
  const typed = mistakesOfBranding(Object.fromEntries(said.filter(([, value]) => value !== undefined)));
  const mistakes = allMistakes(typed, saving.refused);
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{text.title}</h1>
          <p className="lead">{text.lead}</p>
        </div>
      </header>
      <Tabs />
      <div className="beside">
        <DraftForm draft={draft} saving={saving} fields={BRANDING_FIELDS} typed={typed} reason={reason}>
          <div className="card group">
            {BRANDING_FIELDS.map((named) => {
              const Row = isColour(named) ? ColourRow : FieldRow;
              return (
                <Row
                  key={named.own}
                  {...rowProps(named, { draft, saving, mistakes, reason })}
                  id={`branding-${named.own}`}
                  label={labelOf(named.own)}
                />
              );
            })}
          </div>
        </DraftForm>
        <PreviewPane
          search={search}
          onSearch={(change) =>
            void navigate({
              to: '/branding',
              search: withSearch(search, change),
              replace: true,
              resetScroll: false,
            })
          }
          draft={{ branding: draft.document }}
          isWrong={typed.length > 0}
          hasShades
        />
      </div>
    </>
  );
}
