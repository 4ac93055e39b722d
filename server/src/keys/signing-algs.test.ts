import assert from 'node:assert/strict';
import { createPublicKey, sign, verify } from 'node:crypto';
import { test } from 'node:test';
import { SIGNING_ALG_ROWS } from './signing-algs.ts';

const { ES256 } = SIGNING_ALG_ROWS;

test('an ES256 signature is r and s side by side, whatever their lengths in DER (RFC 7518 §3.4)', async () => {
  const key = await ES256.generate();
  const lengths = new Set<number>();
  // One r or s in two has a leading zero in DER, one in 256 is shorter than its field: enough to see both.
  for (let count = 0; count < 2_000; count += 1) {
    const message = Buffer.from(`message ${count}`);
    const der = sign('sha256', message, key);
    lengths.add(der.length);
    const signature = ES256.jwsSignature(der);
    assert.equal(signature.length, 64);
    assert.ok(
      verify('sha256', message, ES256.verifyInput(createPublicKey(key)), signature),
      message.toString(),
    );
  }
  assert.ok(
    [70, 71, 72].every((length) => lengths.has(length)),
    [...lengths].join(' '),
  );
});
