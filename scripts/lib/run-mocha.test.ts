import assert from 'node:assert/strict';
import { specFiles, suiteEnvironment, summaryLine } from './run-mocha.ts';
import { SAMPLE_HOSTS } from './sample-hosts.ts';

describe('a test run', () => {
  it('finds the specs beside the code', () => {
    const files = specFiles();
    assert.ok(files.includes('scripts/lib/run-mocha.test.ts'));
    assert.ok(files.every((file) => file.endsWith('.test.ts') && !file.includes('node_modules')));
  });

  it('ends with one line of numbers', () => {
    const counts = { passed: 3, failed: 1, skipped: 0 };
    assert.equal(summaryLine(counts), 'tests: 3 passed, 1 failed');
    assert.equal(summaryLine({ ...counts, skipped: 2 }), 'tests: 3 passed, 1 failed, 2 skipped');
  });

  it('tells the SDKs where the suite is', () => {
    const env = suiteEnvironment({ projectId: 'demo-x', hosts: SAMPLE_HOSTS });
    assert.equal(env.GCLOUD_PROJECT, 'demo-x');
    assert.equal(env.FIRESTORE_EMULATOR_HOST, 'h:2');
    assert.equal(env.FCM_EMULATOR_HOST, 'h:8');
    assert.equal(env.TWILIO_EMULATOR_HOST, 'h:9');
    assert.equal(env.GOOGLE_EMULATOR_HOST, 'h:10');
    assert.equal(env.FACEBOOK_EMULATOR_HOST, 'h:11');
    assert.equal(env.MAIL_EMULATOR_HOST, 'h:12');
    assert.equal(env.OPERATIONS_HOST, 'h:13');
  });
});
