import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { selfSignedCertificate } from './certificate.ts';

const START = 1_800_000_000;
const YEARS_20 = 20 * 365 * 86_400;
const KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const OTHER = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

const made = async (differences: { host?: string; created_at?: number } = {}) =>
  new X509Certificate(
    await selfSignedCertificate(KEY, { host: 'acme.us.auth.test', created_at: START, ...differences }),
  );

test('a certificate is of the key, signed by the key and by no other (RFC 5280 §4.1)', async () => {
  const certificate = await made();
  assert.ok(certificate.publicKey.equals(createPublicKey(KEY)));
  assert.ok(certificate.verify(certificate.publicKey));
  assert.ok(!certificate.verify(createPublicKey(OTHER)));
  assert.ok(certificate.checkIssued(certificate));
});

test('a certificate names the host of the issuer, is no authority, and is valid from the making of the key on', async () => {
  const certificate = await made();
  assert.equal(certificate.subject, 'CN=acme.us.auth.test');
  assert.equal(certificate.issuer, certificate.subject);
  assert.equal(certificate.ca, false);
  assert.equal(certificate.validFromDate.getTime(), START * 1000);
  assert.equal(certificate.validToDate.getTime(), (START + YEARS_20) * 1000);
});

test('a certificate says years on either side of 2050 (RFC 5280 §4.1.2.5)', async () => {
  for (const from of [
    '1999-12-31T23:59:59Z',
    '2029-12-31T23:59:59Z',
    '2030-01-05T00:00:00Z',
    '2049-12-31T23:59:59Z',
    '2050-01-01T00:00:00Z',
  ]) {
    const created_at = Date.parse(from) / 1000;
    const certificate = await made({ created_at });
    assert.equal(certificate.validFromDate.getTime(), created_at * 1000, from);
    assert.equal(certificate.validToDate.getTime(), (created_at + YEARS_20) * 1000, from);
  }
});

test('a host that is longer than a common name may be is cut (X.520)', async () => {
  const host = `${'a'.repeat(60)}.auth.test`;
  assert.equal((await made({ host })).subject, `CN=${host.slice(0, 64)}`);
});

test('a certificate is the same each time, and its serial number that of one key alone', async () => {
  const one = await made();
  assert.deepEqual((await made()).raw, one.raw);
  const other = new X509Certificate(await selfSignedCertificate(OTHER, { host: 'a', created_at: START }));
  assert.match(one.serialNumber, /^[4-7][0-9A-F]{31}$/);
  assert.notEqual(one.serialNumber, other.serialNumber);
});

test('OpenSSL takes a certificate for what it is', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'tacit-certificate-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const file = join(directory, 'certificate.pem');
  writeFileSync(file, (await made({ created_at: 1_700_000_000 })).toString());
  const openssl = (...words: readonly string[]) => execFileSync('openssl', words, { encoding: 'utf8' });
  try {
    openssl('version');
  } catch {
    t.diagnostic('there is no openssl here');
    return;
  }
  assert.match(openssl('verify', '-x509_strict', '-check_ss_sig', '-CAfile', file, file), /: OK\n$/);
  assert.match(
    openssl('x509', '-in', file, '-noout', '-text'),
    /Version: 3[\s\S]*sha256WithRSAEncryption[\s\S]*CA:FALSE/,
  );
});
