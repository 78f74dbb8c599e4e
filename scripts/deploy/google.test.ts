import assert from 'node:assert/strict';
import { GoogleError } from './google-error.ts';
import { GoogleStandIn, refusal } from './google-stand-in.ts';
import { PROJECT } from './test-deployment.ts';

describe('calls to Google', () => {
  let standIn: GoogleStandIn;
  before(async () => {
    standIn = await GoogleStandIn.start();
  });
  after(() => standIn.stop());
  beforeEach(() => standIn.reset());

  it('carry the access token and count for the project', async () => {
    standIn.on('GET iam/v1/x', { body: { answer: 1 } });
    assert.deepEqual(await standIn.google(PROJECT).get('iam', 'v1/x'), { answer: 1 });
    const [call] = standIn.calls;
    assert.equal(call?.headers.get('authorization'), 'Bearer ya29.access-token-of-the-deployer');
    assert.equal(call.headers.get('x-goog-user-project'), PROJECT);
  });

  it('find nothing where Google answers 404, and throw otherwise', async () => {
    assert.equal(await standIn.google(PROJECT).find('iam', 'v1/x'), undefined);
    standIn.on('GET iam/v1/x', refusal(500, 'INTERNAL', 'Oops.'));
    await assert.rejects(standIn.google(PROJECT).find('iam', 'v1/x'), { status: 500 });
  });

  it('say what was refused and why, and repeat no secret', async () => {
    const data = Buffer.from('kid:a-very-secret-signing-key').toString('base64');
    const message = `Invalid value at 'payload.data': "${data}" for ya29.access-token-of-the-deployer`;
    standIn.on('POST secrets/v1/s:addVersion', refusal(400, 'INVALID_ARGUMENT', message));
    await assert.rejects(
      standIn.google(PROJECT).post('secrets', 'v1/s:addVersion?x=1', { payload: { data } }),
      (error: unknown) => {
        assert.ok(error instanceof GoogleError);
        assert.equal(error.status, 400);
        assert.equal(error.code, 'INVALID_ARGUMENT');
        assert.equal(
          error.message,
          `POST https://secretmanager.googleapis.com/v1/s:addVersion: 400 INVALID_ARGUMENT Invalid value at 'payload.data': "[…]" for […]`,
        );
        return true;
      },
    );
  });

  it('cut out a secret of which only the beginning is quoted', async () => {
    const data = 'c2VjcmV0LXNpZ25pbmcta2V5LW9mLXBhcmxleQ==';
    const message = `Invalid value: "${data.slice(0, 30)}..." in roles/iam.serviceAccountTokenCreator`;
    standIn.on('POST secrets/v1/s', refusal(400, 'INVALID_ARGUMENT', message));
    const body = { data, role: 'roles/iam.serviceAccountTokenCreator' };
    await assert.rejects(standIn.google(PROJECT).post('secrets', 'v1/s', body), {
      message: /Invalid value: "\[…\]" in roles\/iam\.serviceAccountTokenCreator$/,
    });
  });

  it('say so when Google cannot be reached', async () => {
    const gone = await GoogleStandIn.start();
    const google = gone.google(PROJECT);
    await gone.stop();
    await assert.rejects(google.get('iam', 'v1/x'), {
      name: 'UserError',
      message: /^https:\/\/iam\.googleapis\.com cannot be reached/,
    });
  });

  const hints: [ReturnType<typeof refusal>, RegExp][] = [
    [refusal(403, 'PERMISSION_DENIED', 'No.'), /PERMISSION_DENIED No\.\n.*roles\/owner/],
    [refusal(403, 'PERMISSION_DENIED', 'Off.', 'SERVICE_DISABLED'), /run it again/],
    [refusal(400, 'FAILED_PRECONDITION', 'Billing must be enabled.'), /Blaze/],
    [refusal(401, 'UNAUTHENTICATED', 'Expired.'), /application-default login/],
    [{ status: 502, body: '<html>Bad Gateway</html>' }, /: 502 <html>Bad Gateway<\/html>$/],
    [{ status: 500, body: 'null' }, /: 500 null$/],
  ];
  for (const [reply, expected] of hints) {
    it(`explain a ${reply.status}: ${expected.source}`, async () => {
      standIn.on('GET services/v1/x', reply);
      await assert.rejects(standIn.google(PROJECT).get('services', 'v1/x'), expected);
    });
  }
});
