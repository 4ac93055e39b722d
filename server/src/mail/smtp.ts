/**
 * Mail by SMTP (RFC 5321), with nodemailer.
 */
import { createTransport } from 'nodemailer';
import { isMailbox, type Message } from './message.ts';
import { CONNECTIONS, type Sent, type Transport } from './transport.ts';

const CONNECT_MS = 10_000;
const ANSWER_MS = 20_000;

/** `smtp://` begins in clear and must change to TLS (RFC 3207) before anything is said, unless `insecure`; `smtps://` begins with TLS. */
export function createSmtp(
  smtpUrl: string,
  { insecure, host }: { readonly insecure: boolean; readonly host: string },
): Transport {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const secure = protocol === 'smtps:';
  const transporter = createTransport({
    pool: true,
    maxConnections: CONNECTIONS,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !insecure,
    ignoreTLS: insecure,
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: ANSWER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
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
    close: () => transporter.close(),
  };
}

function envelope({ to, from, subject, text, html }: Message, messageId: string) {
  // RFC 3834 §5: programs that answer mail are not to answer this one.
  return { to, from, subject, text, html, messageId, headers: { 'Auto-Submitted': 'auto-generated' } };
}

/** A refusal of this mail (RFC 5321 §4.2.1, 5yz to the envelope or the message) is final; all else may pass. */
function failure(error: unknown): Sent {
  const { code, responseCode } = Object(error);
  const isFinal =
    (code === 'EENVELOPE' || code === 'EMESSAGE') && typeof responseCode === 'number' && responseCode >= 500;
  // The server's words may repeat the address, so only its number is kept.
  return { outcome: isFinal ? 'refused' : 'later', why: [code, responseCode].filter(Boolean).join(' ') };
}
