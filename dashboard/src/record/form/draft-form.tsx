/**
 * The form around a draft: who may not, what somebody else has saved meanwhile, what is wrong at no field, and how it is saved.
 */
import { type ReactNode, useEffect, useRef } from 'react';
import type { Mistake } from '../../api/problem.ts';
import { Notice } from '../../parts/notice.tsx';
import { useText } from '../../text/use-text.ts';
import { Conflict } from './conflict.tsx';
import type { Draft } from './draft.ts';
import { Elsewhere } from './elsewhere.tsx';
import { focusMistake } from './focus-mistake.ts';
import { useLeaving } from './leaving.ts';
import { allMistakes, mistakesElsewhere } from './mistakes-of.ts';
import type { FormField } from './names.ts';
import { SaveBar } from './save-bar.tsx';
import type { Saving } from './saving.ts';

type Props = {
  readonly draft: Draft;
  readonly saving: Saving;
  readonly fields: readonly FormField[];
  /** What the form calls fields, by our names, where it is not what their kind does. */
  readonly called?: Readonly<Record<string, string>>;
  /** Our names of those that are not shown where two have changed them. */
  readonly secret?: readonly string[];
  /** What is wrong with what is typed: it is not sent. */
  readonly typed: readonly Mistake[];
  /** Why it may not be saved. */
  readonly reason: string | undefined;
  /** Which steps leave it; absent: those to another path or part. */
  readonly isSamePage?: Parameters<typeof useLeaving>[1];
  readonly children: ReactNode;
};

export function DraftForm(props: Props) {
  const { draft, saving, fields, called = {}, secret = [], typed, reason, isSamePage, children } = props;
  const text = useText();
  const form = useRef<HTMLFormElement>(null);
  const { refused, conflict } = saving;
  const isDirty = draft.changed.size > 0;
  useLeaving(isDirty, isSamePage);
  // The focus is the browser's: it goes to what was refused once that is drawn.
  useEffect(() => {
    if (refused.length > 0) focusMistake(form.current);
  }, [refused]);
  return (
    <form
      ref={form}
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.length > 0) focusMistake(form.current);
        else if (isDirty && reason === undefined) saving.save();
      }}
    >
      {reason !== undefined && (
        <Notice tone="notice">
          <p>{reason}</p>
        </Notice>
      )}
      {draft.isBack && (
        <Notice tone="notice">
          <p>{text.form.kept}</p>
        </Notice>
      )}
      {conflict && (
        <Conflict
          fields={fields.filter(({ own }) => !secret.includes(own))}
          called={called}
          draft={draft}
          theirs={conflict}
          onKeep={saving.saveOver}
          onTake={saving.takeTheirs}
        />
      )}
      {children}
      <Elsewhere mistakes={mistakesElsewhere(fields, allMistakes(typed, refused))} failure={saving.failure} />
      {isDirty && <SaveBar draft={draft} reason={reason} isSaving={saving.isSaving} />}
    </form>
  );
}
