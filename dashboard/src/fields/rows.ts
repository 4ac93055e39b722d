/**
 * What a form does with a shape: a row each, and the compiler names what a new shape misses.
 */
import type { Field, Shape, ShapeTag } from '@tacit/server/resources';
import { BooleanControl } from './boolean.tsx';
import type { Row } from './control.ts';
import { JsonControl } from './json.tsx';
import { ListControl } from './list.tsx';
import { MapControl, membersPatch } from './map.tsx';
import { OneOfControl } from './one-of.tsx';
import { RecordControl } from './record.tsx';
import { AddressControl, NumberControl, SecretControl, TextControl } from './text.tsx';

const ROWS: Readonly<Record<ShapeTag, Row>> = {
  boolean: { Control: BooleanControl, isOne: true },
  text: { Control: TextControl, isOne: true },
  uri: { Control: AddressControl, isOne: true },
  whole: { Control: NumberControl, isOne: true },
  one_of: { Control: OneOfControl, isOne: true },
  list: { Control: ListControl, isOne: false },
  record: { Control: RecordControl, isOne: false, patch: membersPatch },
  map: { Control: MapControl, isOne: false, patch: membersPatch },
  jwk_set: { Control: JsonControl, isOne: true },
  metadata: { Control: JsonControl, isOne: true, patch: membersPatch },
};

/** A secret is typed where nobody reads it over a shoulder; what is made of several parts is typed as those are. */
const SECRET_ROW: Row = { Control: SecretControl, isOne: true };

export function rowOfField({ presence, shape }: Pick<Field, 'presence' | 'shape'>): Row {
  const row = rowOf(shape);
  return presence === 'secret' && row.isOne ? SECRET_ROW : row;
}

export function rowOf({ tag }: Shape): Row {
  return ROWS[tag];
}
