/**
 * A `tacit.yaml` as it would be once it is applied: to a database of its own in memory, by every rule of `tacit apply`, so that policies
 * are tested where there is none.
 */
import { randomBytes } from 'node:crypto';
import type { Config, Environment } from '../../config.ts';
import { createDesk } from '../../desk/create-desk.ts';
import type { Change } from '../../desk/desk.ts';
import { createKeys } from '../../keys/keys.ts';
import { createSeal } from '../../keys/seal.ts';
import { createPasswords } from '../../passwords/passwords.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { isOfTenant } from '../../resources/computed/commands.ts';
import type { Path } from '../../resources/finding.ts';
import { KINDS } from '../../resources/index.ts';
import { position } from '../apply.ts';
import { now, withStorage } from '../database.ts';
import { carryOutFile, planFile } from '../file/plan-file.ts';
import { type FileRead, readFileText } from '../file/read-file.ts';
import { readSource, sourceName } from '../file/source-text.ts';
import type { Mistake } from '../file/yaml-source.ts';
import { byOperator, type Ground } from '../ground.ts';
import type { FindPlace, Spot } from './counterexample.ts';
import { readPolicies } from './read-policies.ts';
import { type AskedPolicies, type PolicyReport, testPolicies } from './test-policies.ts';

const IN_MEMORY = 'sqlite::memory:';

const KEY_BYTES = 32;

/** A file, as the words of a command name it, and where the values of `##NAME##` in it come from. */
type Named = { readonly file: string; readonly env: Environment; readonly stdin: AsyncIterable<unknown> };

/** The text of policies, as far as it can be judged without what they are about; or all that is wrong with it. */
export async function readPolicyFile({
  file,
  env,
  stdin,
}: Named): Promise<Result<string, readonly string[]>> {
  const name = sourceName(file);
  const text = await readSource(file, stdin);
  if (!text.ok) return err([`${name}: ${text.error}`]);
  const read = readPolicies(text.value, env);
  return read.ok ? text : err(read.error.map((mistake) => `${name}:${position(mistake)}`));
}

/** Policies over what a `tacit.yaml` would make where there is nothing yet; or what is wrong with either file. */
export async function testPoliciesOnFile(
  config: Config,
  { file, env, stdin }: Named,
  { policies, ...asked }: AskedPolicies & { readonly policies: string },
): Promise<Result<PolicyReport, readonly string[]>> {
  const name = sourceName(file);
  const text = await readSource(file, stdin);
  if (!text.ok) return err([`${name}: ${text.error}`]);
  const tested = await withApplied(config, { text: text.value, env }, (ground, findPlace) =>
    testPolicies(ground, asked, findPlace),
  );
  if (!tested.ok) return err(tested.error.map((mistake) => `${name}:${position(mistake)}`));
  const { value } = tested;
  if (value.ok) return value;
  const where = sourceName(policies);
  return err(value.error.map((one) => (typeof one === 'string' ? one : `${where}:${position(one)}`)));
}

type Applied = { readonly text: string; readonly env: Environment };

/** What is found at what the file makes; or what is wrong with the file. */
function withApplied<T>(
  config: Config,
  { text, env }: Applied,
  work: (ground: Ground, findPlace: FindPlace) => Promise<T>,
): Promise<Result<T, readonly Mistake[]>> {
  return withStorage({ databaseUrl: IN_MEMORY, mayBegin: true }, async (storage) => {
    const read = readFileText(text, env);
    if (!read.ok) return read;
    const seal = createSeal(randomBytes(KEY_BYTES));
    const passwords = createPasswords({ niceness: config.hashingNiceness });
    const desk = createDesk({
      ...{ storage, config, seal, passwords, now },
      // Nothing is signed here.
      keys: { settle: async () => undefined },
      random: (bytes) => randomBytes(bytes).toString('base64url'),
      isReachable: () => true,
    });
    // What an export leaves out is made: a client whose secret is elsewhere has one.
    const by = { ...byOperator('test'), makesSecrets: true };
    try {
      const planned = await planFile(read.value, desk, { by, prune: false, recreate: false });
      const done = planned.ok ? await carryOutFile(planned.value, read.value, { desk, by }) : planned;
      if (!done.ok) return done;
      const keys = createKeys({ storage, seal, now });
      const standing = {
        storage,
        desk,
        keys,
        by: { actor: 'operator', address: '', request_id: by.request_id },
      };
      return ok(await work({ ...config, standing }, placesIn(read.value, done.value)));
    } finally {
      await passwords.close();
    }
  });
}

/** Where the records stand that a file made; what it says nothing of would stand in its tenant. */
function placesIn({ entries, source }: FileRead, changes: readonly Change[]): FindPlace {
  const places = new Map(
    changes.flatMap(({ kind: name, tenant, record, wish }) => {
      const kind = KINDS[name];
      const key = kind.key.map((own) => String(record[own]));
      const at = entries[wish]?.at;
      return at ? [[spotName({ kind, tenant, key }), at] as const] : [];
    }),
  );
  const positionOf = (path: Path) => {
    const { line, column } = source.mistake(path, '');
    return { line, column };
  };
  return ({ path, ...spot }) => {
    const at = places.get(spotName(spot));
    if (at) return positionOf([...at, ...path]);
    const { tenant = '' } = spot;
    const holder = places.get(spotName({ kind: KINDS.tenant, tenant, key: tenant.split('.') }));
    return holder && positionOf(holder);
  };
}

function spotName({ kind, tenant, key }: Omit<Spot, 'path'>): string {
  return JSON.stringify([kind.name, isOfTenant(kind) ? tenant : '', ...key]);
}
