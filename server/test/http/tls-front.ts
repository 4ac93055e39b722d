/**
 * What ends TLS in front of a server of a test, for clients that speak nothing else.
 */
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { selfSignedCertificate } from '../../src/keys/certificate.ts';

/** Takes connections at a port and hands each request on to another one of this machine, `Host` and all; ends it. */
export async function startTlsFront(ports: {
  readonly at: number;
  readonly to: number;
}): Promise<() => Promise<void>> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const created_at = Math.floor(Date.now() / 1_000) - 60;
  const certificate = await selfSignedCertificate(privateKey, { host: 'localhost', created_at });
  const cert = `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`;
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const front = createServer({ key, cert }, (incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const behind = request({ host: '127.0.0.1', port: ports.to, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    behind.on('error', () => outgoing.destroy());
    incoming.pipe(behind);
  });
  front.listen(ports.at, '127.0.0.1');
  await once(front, 'listening');
  return async () => {
    front.closeAllConnections();
    await new Promise((resolve) => front.close(resolve));
  };
}
