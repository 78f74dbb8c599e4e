import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { keyRing } from '../../functions/src/config/key-ring.ts';
import { GoogleStandIn, refusal } from './google-stand-in.ts';
import { jwtKeys } from './jwt-keys.ts';
import type { Rotation } from './key-list.ts';
import type { Outcome } from './step.ts';
import { PROJECT, testDeployment } from './test-deployment.ts';

const SECRETS = `secrets/v1/projects/${PROJECT}/secrets`;

describe('the step that makes the signing keys', () => {
  let standIn: GoogleStandIn;
  /** The versions of the secret, the oldest first; nothing while there is no secret. */
  let versions: string[] | undefined;

  before(async () => {
    standIn = await GoogleStandIn.start();
  });
  after(() => standIn.stop());

  beforeEach(() => {
    standIn.reset();
    versions = undefined;
    standIn.on(`GET ${SECRETS}/JWT_KEYS/versions`, () => {
      if (!versions) return refusal(404, 'NOT_FOUND', 'Secret not found.');
      const names = versions.map((_, i) => ({ name: `${SECRETS}/JWT_KEYS/versions/${i + 1}` }));
      return { body: { versions: names.reverse().slice(0, 1) } };
    });
    standIn.on(`POST ${SECRETS}`, () => {
      if (versions) return refusal(409, 'ALREADY_EXISTS', 'Secret exists.');
      versions = [];
      return { body: {} };
    });
    standIn.on(`POST ${SECRETS}/JWT_KEYS:addVersion`, ({ body }) => {
      const { data } = (body as { payload: { data: string } }).payload;
      versions?.push(Buffer.from(data, 'base64').toString('utf8'));
      const version = versions?.length ?? 0;
      standIn.on(`GET ${SECRETS}/JWT_KEYS/versions/${version}:access`, {
        body: { payload: { data } },
      });
      return { body: {} };
    });
  });

  let minute = 0;
  async function run(rotation?: Rotation): Promise<Outcome> {
    const now = (): Date => new Date(Date.UTC(2026, 10, 20, 5, minute++));
    return jwtKeys(rotation).run(await testDeployment(standIn, { now, random: randomBytes }));
  }

  it('makes one random key where there is no secret, and shows its name alone', async () => {
    const outcome = await run();
    assert.equal(outcome.state, 'done');
    const [list = ''] = versions ?? [];
    const [{ kid, key }, ...others] = keyRing.parse(list);
    assert.deepEqual(others, []);
    assert.equal(key.length, 32);
    assert.ok(outcome.note.includes(kid));
    assert.ok(!outcome.note.includes(key.toString('base64')));
    assert.deepEqual(standIn.writes[0]?.body, {
      replication: { automatic: {} },
      labels: { 'firebase-managed': 'functions' },
    });
    assert.equal(standIn.writes[0].query, 'secretId=JWT_KEYS');
  });

  it('leaves a secret alone, without even reading it', async () => {
    await run();
    const before = standIn.calls.length;
    assert.deepEqual(await run(), { state: 'already so', note: 'JWT_KEYS has version 1' });
    assert.equal(standIn.calls.length, before + 1);
    assert.equal(versions?.length, 1);
  });

  it('adds a key to a secret that has no version in use', async () => {
    versions = [];
    assert.equal((await run()).state, 'done');
    assert.equal(versions.length, 1);
  });

  it('rotates: add, promote, retire', async () => {
    await run();
    const [first = ''] = versions ?? [];
    for (const rotation of ['add', 'promote', 'retire'] as const) {
      const outcome = await run(rotation);
      assert.equal(outcome.state, 'done', rotation);
      assert.ok(!outcome.note.includes(':') && !outcome.note.includes('='), outcome.note);
      assert.equal((await run(rotation)).state, 'already so', rotation);
    }
    const lists = versions ?? [];
    assert.equal(lists.length, 4);
    const [, second = ''] = (lists[1] ?? '').split(',');
    assert.deepEqual(lists, [first, `${first},${second}`, `${second},${first}`, second]);
  });
});
