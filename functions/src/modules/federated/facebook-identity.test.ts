import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import { facebookIdentity, facebookSubject } from './facebook-identity.ts';

const now = new Instant(1_800_000_000, 0);
const good = {
  is_valid: true,
  app_id: '42',
  user_id: '7',
  type: 'USER',
  expires_at: now.seconds + 60,
  data_access_expires_at: 0,
  scopes: ['public_profile'],
};
const subjectOf = (change: object) => facebookSubject({ data: { ...good, ...change } }, '42', now);

describe('what Facebook says of a token', () => {
  it('names its owner', () => {
    assert.equal(subjectOf({}), '7');
    assert.equal(subjectOf({ expires_at: 0 }), '7');
    assert.equal(
      subjectOf({ data_access_expires_at: undefined, scopes: ['email', 'public_profile'] }),
      '7',
    );
  });

  const changes: object[] = [
    { is_valid: false },
    { is_valid: 'true' },
    { is_valid: undefined },
    { app_id: '43' },
    { app_id: undefined },
    { user_id: undefined },
    { user_id: 'x' },
    { type: 'PAGE' },
    { expires_at: now.seconds },
    { expires_at: undefined },
    { data_access_expires_at: now.seconds - 1 },
    { scopes: [] },
    { scopes: undefined },
  ];
  for (const change of changes) {
    it(`is refused with ${JSON.stringify(change, (_key, value: unknown) => value ?? null)}`, () => {
      assert.throws(() => subjectOf(change), { reason: 'CREDENTIALS_INVALID' });
    });
  }

  it('is refused where it is no answer at all', () => {
    for (const answer of [undefined, null, '', {}, { data: null }, []]) {
      assert.throws(() => facebookSubject(answer, '42', now), { reason: 'CREDENTIALS_INVALID' });
    }
  });
});

describe('the identity in a profile of Facebook', () => {
  it('never has an address', () => {
    const profile = { id: '7', name: 'Grace', email: 'grace@gmail.com' };
    assert.deepEqual(facebookIdentity('7', profile), {
      provider: 'facebook.com',
      subject: '7',
      verified_email: null,
      display_name: 'Grace',
      photo_url: null,
    });
    assert.equal(facebookIdentity('7', { id: '7' }).display_name, '');
  });

  it("is refused where it is another's, or none", () => {
    for (const profile of [{ id: '8' }, {}, undefined, 'x']) {
      assert.throws(() => facebookIdentity('7', profile), { reason: 'CREDENTIALS_INVALID' });
    }
  });
});
