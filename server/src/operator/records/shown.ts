/**
 * A record as a command shows it: a document in the names of the operator's file, with what the server knows beside it.
 */
import type { Config } from '../../config.ts';
import type { Listed } from '../../desk/desk.ts';
import { writeDocument } from '../../resources/computed/document.ts';
import { KINDS } from '../../resources/index.ts';
import type { KindName, Values } from '../../resources/kind.ts';
import { hostsLine, issuerOf } from '../../tenants/tenants.ts';
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
  /** What whoever reads it has to know. */
  readonly remark: string | undefined;
};

const BESIDE: Readonly<Partial<Record<KindName, (record: Values, config: Config) => Document>>> = {
  tenant: (record, config) => ({ issuer: issuerOfRecord(record, config) }),
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
    remark: kind === 'tenant' ? reachRemark(issuerOfRecord(record, config)) : undefined,
  };
}

function issuerOfRecord({ name, region, domain }: Values, config: Config): string {
  const hosted = { name: String(name), region: String(region) };
  return issuerOf({ ...hosted, ...(typeof domain === 'string' ? { domain } : {}) }, config);
}

/** An issuer that is in no resolver is where the first call of an API ends. */
function reachRemark(issuer: string): string | undefined {
  const line = hostsLine(issuer);
  return (
    line && `Browsers find ${issuer} by themselves; for other programs /etc/hosts needs the line: ${line}`
  );
}
