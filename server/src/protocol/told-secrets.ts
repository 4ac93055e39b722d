/**
 * A value with secrets in it, as JSON tells it once: the value without them, and beside it each with its place. So nothing that
 * somebody wrote into a record is ever taken for one. Tokens and secrets are told once (RFC 6749 §5.1).
 */
import { Secret } from './secret.ts';

type Path = readonly (string | number)[];

export type Told = { readonly answer: unknown; readonly secrets: readonly ToldSecret[] };

type ToldSecret = { readonly path: Path; readonly secret: string };

/** For the one who is told them. */
export function tellSecrets(value: unknown): Told {
  const secrets: ToldSecret[] = [];
  return { answer: without(value, [], secrets), secrets };
}

function without(value: unknown, path: Path, secrets: ToldSecret[]): unknown {
  if (value instanceof Secret) {
    secrets.push({ path, secret: value.reveal() });
    return null;
  }
  if (Array.isArray(value)) return value.map((one, index) => without(one, [...path, index], secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, without(one, [...path, name], secrets)]),
  );
}

/** The value as it was before it was told. */
export function hearSecrets({ answer, secrets }: Told): unknown {
  return secrets.reduce((value, { path, secret }) => put(value, path, new Secret(secret)), answer);
}

function put(value: unknown, [step, ...rest]: Path, secret: Secret): unknown {
  if (step === undefined) return secret;
  if (Array.isArray(value)) return value.map((one, index) => (index === step ? put(one, rest, secret) : one));
  const record = Object(value);
  return { ...record, [step]: put(record[step], rest, secret) };
}
