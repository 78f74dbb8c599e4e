import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import { judge } from './judge.ts';
import type { PhoneChallenge } from './model.ts';

const NOW = new Instant(1_800_000_000, 0);

function challenge(fields: Partial<PhoneChallenge> = {}): PhoneChallenge {
  return {
    phone: '+12025550100',
    code_hash: 'right',
    tries: 0,
    state: 'OPEN',
    created: NOW,
    expires_at: NOW.plusSeconds(300),
    ...fields,
  };
}

describe('a try of a code', () => {
  it('is right or wrong by the hash, and counts either way', () => {
    assert.deepEqual(judge(challenge(), 'right', NOW), {
      outcome: 'right',
      phone: '+12025550100',
      change: { tries: 1, state: 'USED' },
    });
    for (const presented of ['wrong', 'righ', 'rightt', '']) {
      assert.deepEqual(judge(challenge(), presented, NOW), {
        outcome: 'wrong',
        change: { tries: 1, state: 'OPEN' },
      });
    }
  });

  it('is right also as the fifth, and never as the sixth', () => {
    assert.equal(judge(challenge({ tries: 4 }), 'right', NOW).outcome, 'right');
    assert.equal(judge(challenge({ tries: 5 }), 'right', NOW).outcome, 'closed');
  });

  it('is not looked at when the challenge is unknown, used or expired', () => {
    assert.equal(judge(undefined, 'right', NOW).outcome, 'closed');
    assert.equal(judge(challenge({ state: 'USED' }), 'right', NOW).outcome, 'closed');
    assert.equal(judge(challenge(), 'right', NOW.plusSeconds(299)).outcome, 'right');
    assert.equal(judge(challenge(), 'right', NOW.plusSeconds(300)).outcome, 'closed');
  });
});
