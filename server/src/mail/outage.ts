/**
 * What an operator hears while mail does not go out: the first failure, then each minute how many mails wait, and that it goes
 * on. A server that takes one mail and puts off the next is told of once a minute as well.
 */
import type { Logger } from 'pino';

const MINUTE = 60;

const SETTING = 'TACIT_SMTP_URL';

const CERTIFICATE =
  'its certificate is not trusted: give the authority that made it to this server as NODE_EXTRA_CA_CERTS=FILE';

/** A row a failure, by a word of why: what to look at. The second word says more than the first. */
const REMEDIES: ReadonlyMap<string, string> = new Map([
  ['EDNS', 'its host is not known: see TACIT_SMTP_URL, and the name servers of this machine'],
  [
    'ESOCKET',
    'it cannot be reached, or its certificate is not trusted: see host and port of TACIT_SMTP_URL, and NODE_EXTRA_CA_CERTS',
  ],
  [
    'ENOTPUBLIC',
    'its host has an address that is not public: TACIT_UNSAFE_OUTBOUND_HOSTS names hosts that may be private',
  ],
  ['ECONNREFUSED', 'nobody listens there: see host and port of TACIT_SMTP_URL'],
  ['EHOSTUNREACH', 'there is no way to it: see host of TACIT_SMTP_URL, and the network of this machine'],
  ['ENETUNREACH', 'there is no way to it: see host of TACIT_SMTP_URL, and the network of this machine'],
  [
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'it does not begin with TLS: say smtp://, which changes to TLS by STARTTLS, in TACIT_SMTP_URL',
  ],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', CERTIFICATE],
  ['SELF_SIGNED_CERT_IN_CHAIN', CERTIFICATE],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', CERTIFICATE],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', CERTIFICATE],
  ['CERT_HAS_EXPIRED', 'its certificate has expired: whoever runs it has to renew it'],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'its certificate is for another host: name it in TACIT_SMTP_URL as the certificate does',
  ],
  ['ECONNECTION', 'it hangs up: see host and port of TACIT_SMTP_URL, and its log'],
  ['EPROTOCOL', 'it does not speak SMTP: see host and port of TACIT_SMTP_URL'],
  [
    'ETIMEDOUT',
    'it does not answer: see host and port of TACIT_SMTP_URL (465 is for smtps://), and whether this network lets the port out',
  ],
  [
    'ETLS',
    'it offers no TLS that can be used: smtp:// needs STARTTLS, smtps:// TLS from the start, both a certificate that is trusted',
  ],
  ['EAUTH', 'it refuses user and password: see TACIT_SMTP_URL, and whether the account may send by SMTP'],
]);

/** What is the matter with the mail server, for whoever has to mend it; `where` it is set. */
export function remedyFor(why: string | undefined, where = SETTING): string {
  const [kind = '', detail = ''] = why?.split(' ') ?? [];
  const remedy = REMEDIES.get(detail) ?? REMEDIES.get(kind);
  return remedy?.replaceAll(SETTING, where) ?? 'it takes no mail at the moment: its log says why';
}

export type Outage = {
  /** A mail waits for its next attempt. */
  failed(why: string | undefined): Promise<void>;
  /** The mail server took a mail. */
  sent(): void;
  /** Tells again, if it is time. */
  look(): Promise<void>;
};

/** The memory of one process. */
export function createOutage(deps: {
  readonly log: Pick<Logger, 'warn' | 'info'>;
  /** Whole seconds since the epoch. */
  readonly now: () => number;
  readonly countWaiting: () => Promise<number>;
}): Outage {
  const { log, now, countWaiting } = deps;
  const state: { lasts: boolean; isTold: boolean; toldAt: number; why: string | undefined } = {
    lasts: false,
    isTold: false,
    toldAt: Number.NEGATIVE_INFINITY,
    why: undefined,
  };
  async function look(): Promise<void> {
    const at = now();
    if (!state.lasts || Math.abs(at - state.toldAt) < MINUTE) return;
    state.toldAt = at;
    const waiting = await countWaiting();
    if (waiting === 0) {
      state.lasts = false;
      return;
    }
    state.isTold = true;
    log.warn({ why: state.why, waiting }, `mail waits for the mail server: ${remedyFor(state.why)}`);
  }
  return {
    failed(why) {
      Object.assign(state, { lasts: true, why });
      return look();
    },
    sent() {
      if (state.isTold) log.info('mail goes out again');
      Object.assign(state, { lasts: false, isTold: false });
    },
    look,
  };
}
