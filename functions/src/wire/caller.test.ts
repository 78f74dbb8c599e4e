import assert from 'node:assert/strict';

import { fakeClock } from '../../../testkit/fake-clock.ts';
import { callerOf } from './caller.ts';

describe('the caller of a callable', () => {
  const clock = fakeClock();
  const now = clock.now().seconds;
  const auth = (claims: object, uid: unknown = 'u') =>
    ({ auth: { uid, token: { exp: now + 60, sid: 's', ...claims }, rawToken: '' } }) as never;

  it('is who the ID token says', () => {
    assert.deepEqual(callerOf(auth({}), clock), { uid: 'u', sid: 's', is_admin: false });
    assert.equal(callerOf(auth({ admin: true }), clock).is_admin, true);
    assert.equal(callerOf(auth({ admin: 'true' }), clock).is_admin, false);
  });

  const REFUSED: [what: string, request: never, reason: string][] = [
    ['no token', {} as never, 'SESSION_REQUIRED'],
    ['a token of nobody', auth({}, null), 'SESSION_REQUIRED'],
    ['a token without sid', auth({ sid: undefined }), 'SESSION_REQUIRED'],
    ['a sid that is no text', auth({ sid: 7 }), 'SESSION_REQUIRED'],
    ['an empty sid', auth({ sid: '' }), 'SESSION_REQUIRED'],
    ['a token that ends now', auth({ exp: now }), 'TOKEN_EXPIRED'],
    ['a token that never ends', auth({ exp: undefined }), 'TOKEN_EXPIRED'],
  ];
  for (const [what, request, reason] of REFUSED) {
    it(`with ${what} is refused: ${reason}`, () => {
      assert.throws(() => callerOf(request, clock), { reason, status: 'UNAUTHENTICATED' });
    });
  }
});
