/**
 * What would be done, a step a record: each field with what it was and what it is to be; of what goes, what goes with it.
 */
import { useId } from 'react';
import { PLAN_TEXTS } from '../../text/plan/index.ts';
import { useTexts } from '../../text/subject.ts';
import { deletionOf, type Step } from './plan-answer.ts';

type Props = {
  readonly steps: readonly Step[];
  /** What is agreed to be deleted; undefined: nothing more is asked. */
  readonly agreed: readonly string[] | undefined;
  readonly onAgree: (deletion: string, isSo: boolean) => void;
};

export function Steps({ steps, agreed, onAgree }: Props) {
  return (
    <ol className="steps">
      {steps.map((step) => (
        <li key={`${step.action} ${deletionOf(step)}`} data-action={step.action}>
          <StepTitle step={step} />
          {step.changes.length > 0 && <Changes step={step} />}
          {step.lost.length > 0 && <Lost step={step} />}
          {step.action === 'delete' && agreed && <Agreement {...{ step, agreed, onAgree }} />}
        </li>
      ))}
    </ol>
  );
}

function StepTitle({ step: { action, kind, name, tenant } }: { readonly step: Step }) {
  const text = useTexts(PLAN_TEXTS);
  return (
    <p className="step-title">
      <span className={`tag first ${TONES.get(action) ?? 'notice'}`}>{text.actions[action]}</span>{' '}
      <code>{kind}</code>{' '}
      <strong>
        <bdi>{name}</bdi>
      </strong>
      {tenant !== undefined && kind !== 'tenant' && (
        <small>
          <bdi>{tenant}</bdi>
        </small>
      )}
    </p>
  );
}

const TONES: ReadonlyMap<string, string> = new Map([
  ['create', 'success'],
  ['restore', 'success'],
  ['delete', 'alert'],
  ['purge', 'alert'],
]);

function Changes({ step }: { readonly step: Step }) {
  const text = useTexts(PLAN_TEXTS);
  return (
    <table className="sides">
      <thead>
        <tr>
          <th scope="col">{text.field}</th>
          <th scope="col">{text.before}</th>
          <th scope="col">{text.after}</th>
        </tr>
      </thead>
      <tbody>
        {step.changes.map(({ field, before, after, isSecret }) => (
          <tr key={field}>
            <th scope="row">
              <code>{field}</code>
            </th>
            <td>{isSecret ? <em>{text.secret}</em> : <Side value={before} />}</td>
            <td>{isSecret ? <em>{text.secret}</em> : <Side value={after} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Side({ value }: { readonly value: unknown }) {
  const text = useTexts(PLAN_TEXTS);
  if (value === undefined) return <em>{text.absent}</em>;
  return <code>{typeof value === 'string' ? value : JSON.stringify(value, null, 1)}</code>;
}

function Lost({ step }: { readonly step: Step }) {
  const text = useTexts(PLAN_TEXTS);
  return (
    <>
      <p>{text.losing}</p>
      <ul className="takes">
        {step.lost.map(([what, count]) => (
          <li key={what}>{text.lost(String(count), what.replaceAll('_', ' '))}</li>
        ))}
      </ul>
    </>
  );
}

type AgreementProps = Pick<Props, 'onAgree'> & { readonly step: Step; readonly agreed: readonly string[] };

function Agreement({ step, agreed, onAgree }: AgreementProps) {
  const text = useTexts(PLAN_TEXTS);
  const id = useId();
  const deletion = deletionOf(step);
  return (
    <p className="agree">
      <input
        id={id}
        type="checkbox"
        checked={agreed.includes(deletion)}
        onChange={({ target }) => onAgree(deletion, target.checked)}
      />
      <label htmlFor={id}>{text.agree(`${step.kind} ${step.name}`)}</label>
    </p>
  );
}
