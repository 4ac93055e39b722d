/**
 * Authenticator apps (RFC 6238): a key that travels sealed with the form until its first code confirms it, and then lies
 * sealed in the database.
 */
import type { Exchange } from '../deps.ts';
import type { EndUser } from '../protocol/end-user/end-user.ts';
import { MAX_AUTHENTICATORS } from '../protocol/end-user/second-factor.ts';
import {
  endOfStep,
  matchOtherStep,
  matchTotp,
  readDigits,
  TOTP_SECRET_BYTES,
  totpKey,
  totpUri,
} from '../protocol/end-user/totp.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { authenticatorId, type ConfirmedFactor } from './enrolment.ts';

/** A key that waits for its first code. */
export type PendingTotp = {
  /** Travels with the form; the key in it is nobody's until it is confirmed. */
  readonly sealed: string;
  /** What the QR code says. */
  readonly uri: string;
  /** The key, for who cannot scan. */
  readonly key: string;
};

/** Seconds in which a new key must be confirmed. */
const PENDING_LIFETIME = 600;

/** Why a code was refused that is right at another time. */
export const OTHER_MINUTE = 'otp: code of another minute';

export const USED_BEFORE = 'otp: used before';

/** How a one-time password is named (RFC 8176). */
const AMR = ['otp'];

/** Makes a key for an app. Nothing is stored. */
export function beginTotp(user: EndUser, exchange: Exchange): PendingTotp {
  const { deps } = exchange;
  const { sub } = user;
  const secret = deps.random(TOTP_SECRET_BYTES);
  // Named now, so that one key confirmed twice is still one authenticator, and its steps are counted once.
  const pending = {
    kind: 'pending',
    id: authenticatorId('otp', deps.random(16)),
    sub,
    secret,
    at: deps.now(),
  };
  return describe({ sealed: deps.seal.seal(contextOf(exchange), pending), secret, user }, exchange);
}

/** The key that a form brought back, to be shown again after a wrong code; undefined when it waited too long. */
export async function resumeTotp(
  sealed: string | undefined,
  user: EndUser,
  exchange: Exchange,
): Promise<PendingTotp | undefined> {
  const pending = openPending(sealed, user, exchange);
  if (sealed === undefined || pending === undefined) return undefined;
  return describe({ sealed, secret: pending.secret, user }, exchange);
}

/** Confirms a key by a code of it. Storing is up to the caller (`addFactor`). */
export async function confirmTotp(
  sent: { readonly sealed: string | undefined; readonly code: string | undefined },
  user: EndUser,
  exchange: Exchange,
): Promise<Result<ConfirmedFactor, string>> {
  const { records, deps } = exchange;
  const pending = openPending(sent.sealed, user, exchange);
  if (pending === undefined) return err('otp: no key');
  const enrolled = await records.authenticators.list(user.sub);
  if (enrolled.length >= MAX_AUTHENTICATORS) return err('otp: too many');
  if (await records.authenticators.find(pending.id)) return err('otp: confirmed before');
  const code = readDigits(sent.code);
  if (code === undefined) return err('otp: malformed');
  const app = { authenticator_id: pending.id, secret: bytesOf(pending.secret) };
  const counter = matchTotp(app.secret, code, deps.now());
  if (counter === undefined) return err(await refusalOf(code, [app], exchange));
  if (!(await spendStep(app, counter, exchange))) return err(USED_BEFORE);
  const document = {
    sealed: deps.seal.seal(contextOf(exchange), {
      kind: 'totp',
      sub: user.sub,
      secret: pending.secret,
    }),
  };
  return ok({ authenticator_id: pending.id, document, counter, amr: AMR });
}

/** Verifies a code by any of the user's apps; its step is used up with it (RFC 6238 §5.2). */
export async function verifyTotp(
  typed: string | undefined,
  user: EndUser,
  exchange: Exchange,
): Promise<Result<readonly string[], string>> {
  const { records, deps } = exchange;
  const code = readDigits(typed);
  if (code === undefined) return err('otp: malformed');
  const apps = await appsOf(user, exchange);
  for (const app of apps) {
    const step = matchTotp(app.secret, code, deps.now());
    if (step === undefined) continue;
    const isFirst =
      (await spendStep(app, step, exchange)) &&
      (await records.authenticators.use(app.authenticator_id, step));
    return isFirst ? ok(AMR) : err(USED_BEFORE);
  }
  return err(await refusalOf(code, apps, exchange));
}

/** An app and the key that it has. */
type App = { readonly authenticator_id: string; readonly secret: Uint8Array };

async function appsOf(user: EndUser, exchange: Exchange): Promise<readonly App[]> {
  const enrolled = await exchange.records.authenticators.list(user.sub);
  return enrolled.flatMap(({ kind, authenticator_id, document }) => {
    const secret = kind === 'otp' ? openSecret(document['sealed'], user, exchange) : undefined;
    return secret === undefined ? [] : [{ authenticator_id, secret: bytesOf(secret) }];
  });
}

/**
 * Why a code is refused. Whoever guesses and hits a step that is still to come must not have found a code: its step is spent
 * before anybody is told, so what is learned is good for nothing. Only that step: a phone that is ahead goes on when it is set.
 */
async function refusalOf(code: string, apps: readonly App[], exchange: Exchange): Promise<string> {
  for (const app of apps) {
    const step = matchOtherStep(app.secret, code, exchange.deps.now());
    if (step === undefined) continue;
    await spendStep(app, step, exchange);
    return OTHER_MINUTE;
  }
  return 'otp: wrong code';
}

/** Uses up the code of one step, for a login or for saying that it is of another time: true for the first of both. */
function spendStep({ authenticator_id }: App, step: number, { records }: Exchange): Promise<boolean> {
  return records.interactions.spend(`${authenticator_id} ${step}`, endOfStep(step));
}

function describe(
  { sealed, secret, user }: { readonly sealed: string; readonly secret: string; readonly user: EndUser },
  { tenant }: Exchange,
): PendingTotp {
  const bytes = bytesOf(secret);
  const issuer = tenant.settings.friendly_name ?? tenant.name;
  const account = user.claims.email ?? user.sub;
  return { sealed, uri: totpUri({ secret: bytes, issuer, account }), key: totpKey(bytes) };
}

function openPending(
  sealed: string | undefined,
  user: EndUser,
  exchange: Exchange,
): { readonly id: string; readonly secret: string } | undefined {
  const data = sealed === undefined ? undefined : exchange.deps.seal.open(contextOf(exchange), sealed);
  if (data?.['kind'] !== 'pending' || data['sub'] !== user.sub) return undefined;
  const { id, secret, at } = data;
  if (typeof id !== 'string' || typeof secret !== 'string' || typeof at !== 'number') return undefined;
  return exchange.deps.now() - at > PENDING_LIFETIME ? undefined : { id, secret };
}

function openSecret(sealed: unknown, user: EndUser, exchange: Exchange): string | undefined {
  const data = typeof sealed === 'string' ? exchange.deps.seal.open(contextOf(exchange), sealed) : undefined;
  if (data?.['kind'] !== 'totp' || data['sub'] !== user.sub) return undefined;
  return typeof data['secret'] === 'string' ? data['secret'] : undefined;
}

function contextOf({ tenant }: Exchange) {
  return { purpose: 'authenticator', tenant_id: tenant.tenant_id } as const;
}

function bytesOf(secret: string): Uint8Array {
  return Buffer.from(secret, 'base64url');
}
