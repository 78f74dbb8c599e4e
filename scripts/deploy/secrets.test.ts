import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { hashKey } from '../../functions/src/config/key-ring.ts';
import { GoogleStandIn, refusal } from './google-stand-in.ts';
import { secrets } from './secrets.ts';
import { PROJECT, testDeployment } from './test-deployment.ts';

const SECRETS = `secrets/v1/projects/${PROJECT}/secrets`;
const NAMES = [
  'HASH_KEY',
  'FACEBOOK_APP_SECRET',
  'TWILIO_AUTH_TOKEN',
  'PROJECT_ADMIN_DEFAULT_SECRET',
];

describe('the step that makes the other secrets', () => {
  let standIn: GoogleStandIn;
  const values = new Map<string, string>();

  before(async () => {
    standIn = await GoogleStandIn.start();
  });
  after(() => standIn.stop());
  beforeEach(() => {
    standIn.reset();
    values.clear();
    standIn.on(`POST ${SECRETS}`, { body: {} });
    for (const name of NAMES) {
      standIn.on(`GET ${SECRETS}/${name}/versions`, () =>
        values.has(name)
          ? { body: { versions: [{ name: `${SECRETS}/${name}/versions/1` }] } }
          : refusal(404, 'NOT_FOUND', 'Secret not found.'),
      );
      standIn.on(`POST ${SECRETS}/${name}:addVersion`, ({ body }) => {
        const { data } = (body as { payload: { data: string } }).payload;
        values.set(name, Buffer.from(data, 'base64').toString('utf8'));
        return { body: {} };
      });
    }
  });

  const run = async () => secrets.run(await testDeployment(standIn, { random: randomBytes }));

  it('makes a random hash key, and values that say unset for the providers', async () => {
    const outcome = await run();
    assert.equal(outcome.state, 'done');
    assert.equal(hashKey.parse(values.get('HASH_KEY')).length, 32);
    assert.deepEqual(
      NAMES.slice(1).map((name) => values.get(name)),
      ['unset', 'unset', 'unset'],
    );
    assert.ok(!outcome.note.includes(values.get('HASH_KEY') ?? ''));
  });

  it('replaces nothing, and makes only what is missing', async () => {
    values.set('HASH_KEY', 'kept');
    await run();
    assert.equal(values.get('HASH_KEY'), 'kept');
    const again = await run();
    assert.equal(again.state, 'already so');
  });
});
