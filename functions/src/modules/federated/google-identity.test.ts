import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import { googleIdentity, type GoogleDemands } from './google-identity.ts';

const now = new Instant(1_800_000_000, 0);
const demands: GoogleDemands = { nonce: undefined, now, leeway_seconds: 30 };
const payload = { sub: '1', exp: now.seconds + 60 };
const emailOf = (claims: object) =>
  googleIdentity({ ...payload, ...claims }, demands).verified_email;

describe('the identity in an ID token of Google', () => {
  it('has what the token says, and nothing where it says nothing', () => {
    const said = { name: 'Ada', picture: 'https://lh3.googleusercontent.com/a/x' };
    assert.deepEqual(googleIdentity({ ...payload, ...said }, demands), {
      provider: 'google.com',
      subject: '1',
      verified_email: null,
      display_name: 'Ada',
      photo_url: 'https://lh3.googleusercontent.com/a/x',
    });
    const bare = googleIdentity(payload, demands);
    assert.deepEqual([bare.display_name, bare.photo_url], ['', null]);
  });

  it('leaves out a picture and an address that are none', () => {
    const odd = { picture: 'javascript:alert(1)', email: 'not an address', email_verified: true };
    const identity = googleIdentity({ ...payload, ...odd }, demands);
    assert.deepEqual([identity.photo_url, identity.verified_email], [null, null]);
    for (const picture of [
      'https://a.example/\ud800',
      'https://a.example/a b',
      'https://a.example/|',
    ]) {
      assert.equal(googleIdentity({ ...payload, picture }, demands).photo_url, null);
    }
  });

  const addresses: [claims: object, expected: string | null][] = [
    [{ email: 'a@gmail.com', email_verified: true }, 'a@gmail.com'],
    [{ email: 'A.B@Gmail.com', email_verified: true }, 'a.b@gmail.com'],
    [{ email: 'a@gmail.com', email_verified: 'true' }, 'a@gmail.com'],
    [{ email: 'a@gmail.com', email_verified: false }, null],
    [{ email: 'a@gmail.com', email_verified: 'false' }, null],
    [{ email: 'a@gmail.com' }, null],
    [{ email: 'a@example.com', email_verified: true }, null],
    [{ email: 'a@example.com', email_verified: true, hd: '' }, null],
    [{ email: 'a@example.com', email_verified: true, hd: 'example.com' }, 'a@example.com'],
    [{ email: 'a@example.com', email_verified: false, hd: 'example.com' }, null],
    [{ email: 'a@evilgmail.com', email_verified: true }, null],
    [{ email: 'a@gmail.com.evil.example', email_verified: true }, null],
  ];
  for (const [claims, expected] of addresses) {
    it(`${JSON.stringify(claims)} proves ${expected ?? 'no address'}`, () => {
      assert.equal(emailOf(claims), expected);
    });
  }

  const refused: [string, unknown, Partial<GoogleDemands>][] = [
    ['nothing', undefined, {}],
    ['no subject', { exp: payload.exp }, {}],
    ['a subject that is none', { ...payload, sub: '\ud800' }, {}],
    ['no end', { sub: '1' }, {}],
    ['an end beyond the leeway', { ...payload, exp: now.seconds - 30 }, {}],
    ['no nonce where one is asked for', payload, { nonce: 'n' }],
    ['another nonce', { ...payload, nonce: 'm' }, { nonce: 'n' }],
  ];
  for (const [what, given, asked] of refused) {
    it(`is refused with ${what}`, () => {
      assert.throws(() => googleIdentity(given, { ...demands, ...asked }), {
        reason: 'CREDENTIALS_INVALID',
      });
    });
  }

  it('is taken within the leeway, and with the nonce', () => {
    googleIdentity({ ...payload, exp: now.seconds - 29 }, demands);
    googleIdentity({ ...payload, nonce: 'n' }, { ...demands, nonce: 'n' });
  });
});
