import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountLines } from './accounts.ts';
import { SAMPLE_HOSTS } from './sample-hosts.ts';
import { overview } from './serve.ts';

describe('what `npm start` shows', () => {
  it('says what runs where', () => {
    const suite = { projectId: 'demo-x', hosts: SAMPLE_HOSTS, logs: '/repo/.parley/logs/x' };
    const text = overview(suite, { seeded: false, hasWeb: true, seconds: '9' });
    for (const line of [
      /Open http:\/\/h:6 to see it work\.\n$/,
      /Operations +http:\/\/h:13\/operations\n/,
      /API +http:\/\/h:3\/demo-x\/us-central1\/api\/healthz\n/,
      /Push inbox +http:\/\/h:8\/inbox\n/,
      /SMS inbox +http:\/\/h:9\/inbox\n/,
      /Mail inbox +http:\/\/h:12\/inbox\n/,
      /Google +POST http:\/\/h:10\/tokens /,
      /Facebook +POST http:\/\/h:11\/tokens /,
      /Firestore h:2, Auth h:1, Functions h:3\n/,
      /Accounts +none: nothing was imported\n/,
      /Ctrl-C stops/,
    ]) {
      assert.match(text, line);
    }
    const bare = overview(suite, { seeded: false, hasWeb: false, seconds: '9' });
    assert.doesNotMatch(bare, /to see it work/);
  });

  it('shows the accounts people start with, and where the others are', () => {
    const root = mkdtempSync(join(tmpdir(), 'parley-accounts-'));
    try {
      assert.deepEqual(accountLines(root), ['none yet: `npm run seed` makes them']);
      mkdirSync(join(root, 'emulator-data'));
      const accounts = ['admin', '101', '108', '109'].map((uid) => ({
        uid,
        username: `user_${uid}`,
        email: `${uid}@example.com`,
        phone: '+12025550100',
        password: `secret-${uid}`,
      }));
      writeFileSync(join(root, 'emulator-data/accounts.json'), JSON.stringify(accounts));
      assert.deepEqual(accountLines(root), [
        'user_admin  admin@example.com  +12025550100  secret-admin',
        'user_108    108@example.com    +12025550100  secret-108',
        'user_109    109@example.com    +12025550100  secret-109',
        'and 1 more in emulator-data/accounts.json',
      ]);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
