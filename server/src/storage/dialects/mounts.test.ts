import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { missingMountAbove } from './mounts.ts';

const WANTED = `# /mnt/remark is none
UUID=1 / ext4 errors=remount-ro 0 1
UUID=2\t/mnt/data/  ext4 defaults 0 2
UUID=3 /mnt/with\\040blank ext4 noauto 0 2
UUID=4 none swap sw 0 0
UUID=5 /mnt/data/inner ext4 defaults 0 2
`;
const ROOT = '/dev/sda1 / ext4 rw 0 0\n';

const CASES: readonly (readonly [path: string, mounted: string, missing: string | undefined])[] = [
  ['/mnt/data/tacit.db', ROOT, '/mnt/data'],
  ['/mnt/data', ROOT, '/mnt/data'],
  ['/mnt/data/a/b/c.db', ROOT, '/mnt/data'],
  ['/mnt/data/tacit.db', `${ROOT}/dev/sdb1 /mnt/data ext4 rw 0 0\n`, undefined],
  ['/mnt/data/inner/tacit.db', `${ROOT}/dev/sdb1 /mnt/data ext4 rw 0 0\n`, '/mnt/data/inner'],
  ['/mnt/with blank/tacit.db', ROOT, '/mnt/with blank'],
  ['/mnt/with blank/tacit.db', `${ROOT}/dev/sdc1 /mnt/with\\040blank ext4 rw 0 0\n`, undefined],
  ['/mnt/database/tacit.db', ROOT, undefined],
  ['/mnt/remark/tacit.db', ROOT, undefined],
  ['/srv/none/tacit.db', ROOT, undefined],
  ['/mnt/..data/tacit.db', ROOT, undefined],
];

for (const [path, mounted, missing] of CASES)
  test(`${path} with ${mounted.split('\n').length - 1} mounted: ${missing ?? 'nothing'} is missing`, () => {
    assert.equal(missingMountAbove(path, { wanted: WANTED, mounted }), missing);
  });

test('a link that leads below a mount point is below it', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tacit-mounts-'));
  t.after(() => rmSync(folder, { recursive: true }));
  symlinkSync(folder, join(folder, 'link'));
  const tables = { wanted: `UUID=1 ${folder} ext4 defaults 0 2`, mounted: ROOT };
  assert.equal(missingMountAbove(join(folder, 'link/new/tacit.db'), tables), folder);
});
