import assert from 'node:assert/strict';

import { identityToolkitPasswords } from '../functions/src/edges/auth/identity-toolkit-passwords.ts';
import { listen, sendJson, type StandIn } from '../testkit/stand-ins/common/http.ts';
import { openWorld, type World } from '../testkit/world.ts';

/** What the Auth emulator never answers, by a server that answers nothing else. */
describe("Identity Toolkit's own refusals", () => {
  let world: World;
  let toolkit: StandIn;
  let answer: { status: number; message: string };
  before(async () => {
    world = await openWorld();
    toolkit = await listen(
      {},
      async (_request, response) => {
        const { status, message } = answer;
        sendJson(response, { status, body: { error: { code: status, message } } });
      },
      (reason) => ({ status: 500, body: { reason } }),
    );
    const config = { ...world.context.config, auth_emulator_host: toolkit.host };
    world.context.passwords = identityToolkitPasswords(config);
  });
  after(async () => {
    await world.close();
    await toolkit.stop();
  });
  const signIn = () =>
    world.rest('POST', '/users/login', { body: { email: 'a@example.com', password: 'x' } });

  it('of too many attempts come with a wait', async () => {
    const message = 'TOO_MANY_ATTEMPTS_TRY_LATER : Access to this account has been disabled.';
    answer = { status: 400, message };
    const { status, headers, body } = await signIn();
    assert.equal(status, 429);
    assert.equal((body['error'] as { reason: string }).reason, 'RATE_LIMITED');
    assert.ok(Number(headers.get('retry-after')) >= 1);
  });

  it('and its failures are a service that does not answer', async () => {
    answer = { status: 503, message: 'BACKEND_ERROR' };
    assert.equal((await signIn()).status, 503);
  });
});
