/**
 * What every control is given, whatever the shape of its field.
 */
import type { Field, Shape } from '@tacit/server/resources';
import type { ReactNode } from 'react';
import type { Mistake } from '../api/problem.ts';

export type ControlProps = {
  readonly id: string;
  /** The name of the field, for what holds several controls. */
  readonly label: string;
  readonly shape: Shape;
  /** Undefined: it is left out. */
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** What is wrong, with places within the value. */
  readonly mistakes: readonly Mistake[];
  /** The ids of what describes it. */
  readonly describedBy: string | undefined;
  readonly isReadOnly: boolean;
  /** Whether it may be left out. */
  readonly isOptional: boolean;
  readonly parts: Parts;
};

/** What a control is made of that holds others: handed in, for each of these may hold it again. */
export type Parts = {
  readonly Control: (props: ControlProps) => ReactNode;
  readonly FieldRow: (props: FieldProps) => ReactNode;
};

export type FieldProps = {
  readonly id: string;
  /** In the reader’s language. */
  readonly label: string;
  readonly field: Field;
  /** Its name in the API, where that is another one. */
  readonly apiName?: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly mistakes: readonly Mistake[];
  readonly isReadOnly: boolean;
  /** What is said of it here in place of its sentence, in the reader’s language. */
  readonly says?: string | undefined;
  /** What is said beside its sentence. */
  readonly note?: string | undefined;
  readonly isChanged?: boolean;
  /** Another way to say it, beside its one control. */
  readonly beside?: ReactNode;
};

export type Row = {
  readonly Control: (props: ControlProps) => ReactNode;
  /** One control, that a label can be of; else a group of them. */
  readonly isOne: boolean;
  /** What a change to it says, where members are changed one by one (server/src/resources/computed/change.ts). */
  readonly patch?: (value: unknown, before: unknown) => unknown;
};

/** What is wrong with a value as a whole, or with the one control there is. */
export function wrongHere(mistakes: readonly Mistake[]): readonly Mistake[] {
  return mistakes.filter(({ path }) => path.length === 0);
}

/** What is wrong below one place of it. */
export function mistakesAt(mistakes: readonly Mistake[], place: string | number): readonly Mistake[] {
  return mistakes
    .filter(({ path: [first] }) => first === place)
    .map((mistake) => ({ ...mistake, path: mistake.path.slice(1) }));
}
