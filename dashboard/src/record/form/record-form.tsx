/**
 * The form of a record, computed of its kind, group by group: changed fields are judged as they are typed.
 */
import { KINDS, mistakesIn } from '@tacit/server/resources';
import { useQueryClient } from '@tanstack/react-query';
import type { Mistake } from '../../api/problem.ts';
import { asked, useApi } from '../../api/queries.ts';
import { FieldRow } from '../../fields/field-row.tsx';
import { useFieldLabel } from '../../fields/label.ts';
import type { FormView } from '../../kinds/view.ts';
import { useText } from '../../text/use-text.ts';
import { useReason } from '../reason.ts';
import { type Stored, storedOf } from '../stored.ts';
import { type Draft, useDraft } from './draft.ts';
import { DraftForm } from './draft-form.tsx';
import { allMistakes } from './mistakes-of.ts';
import { type FormGroup, groupsOf, isSecret } from './names.ts';
import { type InForm, rowProps } from './row-props.ts';
import { useSaving } from './saving.ts';

type Props = {
  readonly view: FormView;
  /** Of one of many. */
  readonly id?: string;
  readonly stored: Stored;
  /** What its groups are called, where the form of a kind does not say. */
  readonly titles?: Readonly<Record<string, string>>;
  /** Why this one cannot be changed by anybody. */
  readonly barred?: string | undefined;
};

/** As many groups are open at first. */
const OPEN = 2;

const NONE: readonly Mistake[] = [];

export function RecordForm({ view, id = '', stored, titles = {}, barred }: Props) {
  const text = useText();
  const groups = groupsOf(view, stored.record);
  const fields = groups.flatMap((group) => group.fields);
  const secret = fields.filter(isSecret).map(({ own }) => own);
  const draft = useDraft(secret.length > 0 ? undefined : `${view.kind} ${id}`, stored, fields);
  const notAllowed = useReason(...(view.needs ?? [view.operations.update]));
  const reason = barred ?? notAllowed;
  const saving = useRecordSaving({ view, id, draft, hasSecrets: secret.length > 0 });
  const typed =
    draft.changed.size > 0
      ? mistakesIn(KINDS[view.kind], { document: draft.document, stored: draft.begun.record })
      : NONE;
  const mistakes = allMistakes(typed, saving.refused);
  return (
    <DraftForm {...{ draft, saving, fields, secret, typed, reason }}>
      {groups.map((group, place) => (
        <Group
          key={group.name}
          {...{ view, group, draft, saving, mistakes, reason }}
          title={titles[group.name] ?? Object(text.form.groups)[group.name]}
          isOpen={place < OPEN}
        />
      ))}
    </DraftForm>
  );
}

type GroupProps = InForm & {
  readonly view: FormView;
  readonly title: string;
  readonly group: FormGroup;
  readonly isOpen: boolean;
};

function Group({ view, title, group, isOpen, ...inForm }: GroupProps) {
  const { form } = useText();
  const labelOf = useFieldLabel();
  return (
    <details className="card group" open={isOpen} data-group={group.name}>
      <summary>
        <h2>{title}</h2>
      </summary>
      {group.fields.map((named) => {
        const row = rowProps(named, inForm);
        const isFixed = named.field.createOnly === true;
        return (
          <FieldRow
            key={named.own}
            {...row}
            id={`${view.kind}-${named.own}`}
            label={labelOf(named.own)}
            isReadOnly={row.isReadOnly || isFixed}
            note={isFixed ? form.fixed : isSecret(named) ? form.secret : undefined}
          />
        );
      })}
    </details>
  );
}

type Saved = {
  readonly view: FormView;
  readonly id: string;
  readonly draft: Draft;
  readonly hasSecrets: boolean;
};

function useRecordSaving({ view, id, draft, hasSecrets }: Saved) {
  const api = useApi();
  const queries = useQueryClient();
  const { operations, shownBy = [] } = view;
  const show = asked(api, operations.show, { path: { id } });
  return useSaving({
    draft,
    async save(version) {
      const answer = await api.call(operations.update, { path: { id }, body: draft.document, version });
      // The answer has the secrets that came, which no page shows: what is shown is asked for anew.
      if (!hasSecrets) queries.setQueryData(show.queryKey, answer);
    },
    stored: async () => storedOf(await queries.fetchQuery({ ...show, staleTime: 0 })),
    outdated: [...Object.values(operations), ...shownBy],
  });
}
