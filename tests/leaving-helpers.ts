import assert from 'node:assert/strict';

import { openSession } from '../functions/src/modules/auth/open-session.ts';
import type { World } from '../testkit/world.ts';

/** Somebody who has just signed in. */
export async function arrive(
  world: World,
  uid: string,
): Promise<{ uid: string; sid: string; token: string }> {
  const account = await world.context.accounts.find(uid);
  assert.ok(account);
  const requester = { ip: '127.0.0.1', user_agent: 'tests' };
  const proof = { checked_from: world.clock.now() };
  const { token, refresh_token } = await openSession(world.context, account, requester, proof);
  return { uid, token, sid: refresh_token.split('.')[1] ?? '' };
}
