import assert from 'node:assert/strict';

import type { AuthAccount } from '../users/account.ts';
import { decideLink } from './decide-link.ts';

const account = (change: Partial<AuthAccount>): AuthAccount => ({
  uid: 'u',
  display_name: '',
  photo_url: null,
  email: 'a@gmail.com',
  email_verified: false,
  has_email_record: true,
  phone: null,
  providers: ['password'],
  is_admin: false,
  is_disabled: false,
  tokens_valid_from: 0,
  ...change,
});

describe('what becomes of a verified identity', () => {
  const cases: [string, Partial<AuthAccount> | undefined, object][] = [
    ['nobody has the address', undefined, { kind: 'own', with_email: true }],
    ['a proven account has it', { email_verified: true }, { kind: 'link' }],
    [
      'one that was proven by another of its people has it',
      { email_verified: true, providers: ['google.com', 'password'] },
      { kind: 'claim' },
    ],
    [
      'an admin who is another of its people has it',
      { email_verified: true, is_admin: true, providers: ['google.com'] },
      { kind: 'own', with_email: false },
    ],
    [
      'a proven account of another provider has it',
      { email_verified: true, providers: ['facebook.com'] },
      { kind: 'link' },
    ],
    ['a proven admin has it', { email_verified: true, is_admin: true }, { kind: 'link' }],
    ['an unproven account has it', {}, { kind: 'claim' }],
    ['an unproven admin has it', { is_admin: true }, { kind: 'own', with_email: false }],
    ['a blocked account has it', { is_disabled: true, email_verified: true }, { kind: 'refuse' }],
    ['a blocked unproven account has it', { is_disabled: true }, { kind: 'refuse' }],
  ];
  for (const [what, change, expected] of cases) {
    it(`where ${what}: ${JSON.stringify(expected)}`, () => {
      const holder = change && account(change);
      const { kind, ...rest } = decideLink(holder, 'google.com');
      const { with_email } = rest as { with_email?: boolean };
      assert.deepEqual({ kind, ...(with_email !== undefined && { with_email }) }, expected);
    });
  }
});
