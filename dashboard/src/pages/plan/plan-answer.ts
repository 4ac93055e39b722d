/**
 * What is said of a file: the steps it would take or took, or all that is wrong with it, with line and column
 * (server/src/operator/apply.ts).
 */
import { isDocument } from '../../record/stored.ts';

/** What is planned: the file, what its placeholders stand for, and how far it goes. */
export type Wish = {
  readonly text: string;
  readonly env: Readonly<Record<string, string>>;
  readonly prune: boolean;
  readonly recreate: boolean;
};

const ACTIONS = ['create', 'update', 'delete', 'restore', 'purge', 'unchanged', 'stays_deleted'] as const;

type Action = (typeof ACTIONS)[number];

type FieldChange = {
  readonly field: string;
  /** Undefined: it is not there. */
  readonly before: unknown;
  readonly after: unknown;
  readonly isSecret: boolean;
};

export type Step = {
  readonly action: Action;
  readonly kind: string;
  /** Of what belongs to a tenant. */
  readonly tenant: string | undefined;
  readonly name: string;
  readonly changes: readonly FieldChange[];
  readonly lost: readonly (readonly [what: string, count: number])[];
};

export type Wrong = {
  readonly message: string;
  /** Where it stands, from 1; absent: it is about the file as a whole. */
  readonly at?: { readonly line: number; readonly column: number };
};

/** A secret that was made, told once. */
type Told = { readonly of: string; readonly secret: string };

export type Planned =
  | { readonly is: 'wrong'; readonly wrong: readonly Wrong[] }
  | { readonly is: 'steps'; readonly steps: readonly Step[]; readonly secrets: readonly Told[] };

type Answer = {
  readonly answer: unknown;
  readonly secrets: readonly { readonly path: readonly unknown[]; readonly secret: string }[];
};

export function readPlan({ answer, secrets }: Answer): Planned {
  if (!isDocument(answer)) throw new Error('The answer about a file is an object.');
  const { ok, value, error } = answer;
  if (ok !== true) return { is: 'wrong', wrong: listOf(error).map(wrongOf) };
  const steps = listOf(value).filter(isDocument).map(stepOf);
  return {
    is: 'steps',
    steps,
    // The path leads to the step: `value`, its place, the field.
    secrets: secrets.map(({ path, secret }) => ({ of: calledBy(steps[Number(path[1])]), secret })),
  };
}

function calledBy(step: Step | undefined): string {
  return step ? `${step.kind} ${step.name}` : '';
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function wrongOf(wrong: unknown): Wrong {
  if (!isDocument(wrong)) return { message: String(wrong) };
  const { line, column, message } = wrong;
  return { message: String(message), at: { line: Number(line), column: Number(column) } };
}

function stepOf({ action, kind, tenant, name, changes, lost }: Readonly<Record<string, unknown>>): Step {
  return {
    action: ACTIONS.find((one) => one === action) ?? 'update',
    kind: String(kind),
    tenant: typeof tenant === 'string' ? tenant : undefined,
    name: String(name),
    changes: listOf(changes)
      .filter(isDocument)
      .map(({ field, before, after, isSecret }) => ({
        ...{ field: String(field), before, after, isSecret: isSecret === true },
      })),
    lost: Object.entries(isDocument(lost) ? lost : {}).map(([what, count]) => [what, Number(count)]),
  };
}

/** What is agreed to, in the words of the server: `client acme.us spa`. */
export function deletionOf({ kind, tenant = '', name }: Step): string {
  return `${kind} ${tenant} ${name}`;
}

export function isDone({ action }: Step): boolean {
  return action === 'unchanged' || action === 'stays_deleted';
}

/** The names of placeholders that a file has: `##NAME##`, where `##_##` stands for two signs. */
export function placeholdersIn(text: string): readonly string[] {
  const names = [...text.matchAll(/##([A-Za-z_]\w*)##/g)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => name !== '_');
}

/** Where a line and a column are in a text. */
export function offsetAt(text: string, { line, column }: NonNullable<Wrong['at']>): number {
  const before = text.split('\n').slice(0, line - 1);
  return Math.min(
    before.reduce((sum, one) => sum + one.length + 1, column - 1),
    text.length,
  );
}
