/**
 * Mail by SMTP (RFC 5321), with nodemailer.
 */
import type { Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailProvider } from '../resources/tenant/mail-provider.ts';
import { isMailbox, type Message } from './message.ts';
import { CONNECTIONS, type Sent, type Transport } from './transport.ts';

const CONNECT_MS = 10_000;
/** Some let everybody wait here, to be rid of those who will not. */
const GREETING_MS = 90_000;
/** RFC 5321 §4.5.3.2.6: whoever hangs up sooner sends a second copy of what was taken meanwhile. */
const ANSWER_MS = 600_000;

/** `smtp://` begins in clear and must change to TLS (RFC 3207) before anything is said, unless `insecure`; `smtps://` begins with TLS. */
export function createSmtp(
  smtpUrl: string,
  { insecure, host }: { readonly insecure: boolean; readonly host: string },
): Transport {
  const { auth, ...server } = serverAt(smtpUrl, insecure);
  const transporter = createTransport({
    ...server,
    ...(auth && { auth }),
    ...NO_FILES,
    pool: true,
    maxConnections: CONNECTIONS,
    // What was cut off is tried again from the outbox, which knows when and how often.
    maxRequeues: 0,
  });
  const checks = new Set<SMTPConnection>();
  return {
    async send(message, { id }) {
      if (!isMailbox(message.to)) return { outcome: 'refused', why: 'the address is not one mailbox' };
      try {
        await transporter.sendMail(envelope(message, `<${id}@${host}>`));
        return { outcome: 'sent' };
      } catch (error) {
        return failure(error);
      }
    },
    async check() {
      const connection = new SMTPConnection(server);
      checks.add(connection);
      try {
        await greet(connection, auth);
        connection.quit();
        return { outcome: 'sent' };
      } catch (error) {
        connection.close();
        return failure(error);
      } finally {
        checks.delete(connection);
      }
    },
    close() {
      for (const connection of checks) connection.close();
      transporter.close();
    },
  };
}

export type Tried = Sent & {
  /** The step that was refused, as SMTP names it. */
  readonly step: string;
  /** The server's own words, or the system's: they may hold an address, and are for whoever asked and for no log. */
  readonly said: string;
};

/** Sends one mail over a connection of its own. `host` and `id` make its Message-ID. */
export async function sendOnce(
  { auth, dial, ...server }: MailServer,
  { host, id }: { readonly host: string; readonly id: string },
  message: Message,
): Promise<Tried> {
  const transporter = createTransport({
    ...server,
    ...(auth && { auth }),
    ...(dial && { getSocket: socketBy(dial) }),
    ...NO_FILES,
  });
  try {
    const { response } = await transporter.sendMail(envelope(message, `<${id}@${host}>`));
    return { outcome: 'sent', step: '', said: response };
  } catch (error) {
    const { response, message: words, command = '' } = Object(error);
    return { ...failure(error), step: String(command), said: String(response || words) };
  } finally {
    transporter.close();
  }
}

type GiveSocket = (error: Error | null, found?: object) => void;

/** Where whoever named the host may not choose what is connected to (SF-01): what was judged is what is spoken to. */
function socketBy(dial: Dial) {
  return ({ host, port }: { readonly host?: string; readonly port?: number | string }, give: GiveSocket) => {
    dial(host ?? '', Number(port)).then(
      ({ socket, isUnsafe }) => give(null, { connection: socket, requireTLS: !isUnsafe }),
      (error: Error) => give(error),
    );
  };
}

/** Nothing of a message is read from this machine or fetched. */
const NO_FILES = { disableFileAccess: true, disableUrlAccess: true };

export type Dial = (
  host: string,
  port: number,
) => Promise<{ readonly socket: Socket; readonly isUnsafe: boolean }>;

/** A mail server as nodemailer is told of it, and how it is connected to where that is not nodemailer's to choose. */
export type MailServer = {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly requireTLS: boolean;
  readonly ignoreTLS?: boolean;
  readonly connectionTimeout: number;
  readonly greetingTimeout: number;
  readonly socketTimeout: number;
  readonly auth: Credentials | undefined;
  readonly dial?: Dial;
};

/** Port 465 begins with TLS (RFC 8314 §3.3). */
const SECURE_PORT = 465;

/** A tenant's mail server keeps a connection for less long than the server's own may: others wait for theirs. */
export function tenantServer(
  { host, port, user }: Pick<MailProvider, 'host' | 'port' | 'user'>,
  password: string | undefined,
  dial: Dial,
): MailServer {
  const secure = port === SECURE_PORT;
  return {
    ...{ host, port, secure, requireTLS: !secure, dial },
    ...{ connectionTimeout: CONNECT_MS, greetingTimeout: 30_000, socketTimeout: 120_000 },
    auth: user === undefined || password === undefined ? undefined : { user, pass: password },
  };
}

/** The mail server of an address. */
export function serverAt(smtpUrl: string, insecure: boolean): MailServer {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const secure = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !insecure,
    ignoreTLS: insecure,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: GREETING_MS,
    socketTimeout: ANSWER_MS,
    auth:
      username === ''
        ? undefined
        : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
  };
}

type Credentials = { readonly user: string; readonly pass: string };

/** As far as a mail would come: TLS and the password. */
function greet(connection: SMTPConnection, credentials: Credentials | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = (error?: Error | null) => (error ? reject(error) : resolve());
    connection.on('error', reject);
    connection.once('end', () => reject(Object.assign(new Error('closed'), { code: 'ECONNECTION' })));
    connection.connect((error) => {
      if (error || !credentials) return ended(error);
      connection.login({ credentials }, ended);
    });
  });
}

function envelope({ to, from, subject, text, html }: Message, messageId: string) {
  // RFC 3834 §5: programs that answer mail are not to answer this one.
  return { to, from, subject, text, html, messageId, headers: { 'Auto-Submitted': 'auto-generated' } };
}

/** A refusal of this mail (RFC 5321 §4.2.1, 5yz to the envelope or the message) is final; all else may pass. */
function failure(error: unknown): Sent {
  const { code, responseCode, originalCode } = Object(error);
  const isFinal =
    (code === 'EENVELOPE' || code === 'EMESSAGE') && typeof responseCode === 'number' && responseCode >= 500;
  // The server's words may repeat the address, so only its number is kept, or what the system calls it.
  const why = [code, responseCode || originalCode].filter(Boolean).join(' ');
  return { outcome: isFinal ? 'refused' : 'later', why };
}
