/**
 * A record as a command shows it: a document in the names of the operator's file, with what the server knows beside it.
 */
import type { Config } from '../../config.ts';
import type { Listed } from '../../desk/desk.ts';
import { writeDocument } from '../../resources/computed/document.ts';
import { KINDS } from '../../resources/index.ts';
import type { KindName, Values } from '../../resources/kind.ts';
import { issuerOf } from '../../tenants/tenants.ts';
import type { Document } from './asked.ts';
import type { Place } from './place.ts';

export type Shown = {
  /** `<name>.<region>`; undefined for what belongs to no tenant. */
  readonly tenant: string | undefined;
  readonly key: readonly string[];
  /** Undefined: it is not there yet. */
  readonly version: number | undefined;
  /** Every field that has a value, without what is secret. */
  readonly document: Document;
  /** What is no field of it, and worth knowing. */
  readonly beside: Document;
};

const BESIDE: Readonly<Partial<Record<KindName, (record: Values, config: Config) => Document>>> = {
  tenant: ({ name, region, domain }, config) => ({
    issuer: issuerOf(
      {
        name: String(name),
        region: String(region),
        ...(typeof domain === 'string' ? { domain } : {}),
      },
      config,
    ),
  }),
};

/** Of a record that is stored, or that would be. */
export function shown(
  kind: KindName,
  { called }: Pick<Place, 'called'>,
  { record, key, version }: Pick<Listed, 'record' | 'key'> & { readonly version: number | undefined },
  config: Config,
): Shown {
  return {
    tenant: called,
    key,
    version,
    document: writeDocument(KINDS[kind], 'auth0', record, { defaults: 'write', computed: 'write' }),
    beside: BESIDE[kind]?.(record, config) ?? {},
  };
}
