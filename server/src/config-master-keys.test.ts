import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeSettings, readConfig } from './config.ts';

test('other master keys are each judged as the first is, and none of them is repeated', () => {
  const key = Buffer.alloc(32, 5).toString('base64');
  const read = (text: string) => readConfig({ TACIT_MASTER_KEY_PREVIOUS: text });
  for (const wrong of [`${key},hunter2`, `hunter2`, `${key} ${key}`, Array(5).fill(key).join(',')]) {
    const refused = read(wrong);
    assert.ok(!refused.ok && refused.error.length === 1);
    assert.match(refused.error[0] ?? '', /^TACIT_MASTER_KEY_PREVIOUS (must|has)/);
    assert.ok(!refused.error.join().includes('hunter2') && !refused.error.join().includes(key));
  }
  const four = Array(4).fill(key);
  const config = read(` ${four.join(' , ')},`);
  assert.deepEqual(config.ok && config.value.otherMasterKeys, four);
  assert.ok(!JSON.stringify(describeSettings({ TACIT_MASTER_KEY_PREVIOUS: key })).includes(key));
});
