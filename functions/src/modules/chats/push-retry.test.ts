import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import type { DirectChat } from './model.ts';
import { retryAfterDelivery } from './push-retry.ts';

const DUE = Instant.fromMillis(60_000);

/** Of 5 messages, with one waiting to be pushed again; `user1`'s number is what the call brings. */
function afterDelivery(
  delivered_number: number,
  others: number,
  push_retry_at: Instant | null | undefined = DUE,
) {
  const chat = {
    total_messages_count: 5,
    delivered_number_user1: 0,
    delivered_number_user2: others,
    ...(push_retry_at !== undefined && { push_retry_at }),
  };
  return retryAfterDelivery(chat as DirectChat, 1, delivered_number);
}

describe('what delivery does to a chat that is to be pushed again', () => {
  it('ends it where both have everything', () => {
    assert.deepEqual(afterDelivery(5, 5), { push_retry_at: null });
  });

  it('leaves it where something is on its way to either', () => {
    assert.deepEqual(afterDelivery(5, 4), {});
    assert.deepEqual(afterDelivery(4, 5), {});
  });

  it('writes nothing where nothing is to be pushed', () => {
    assert.deepEqual(afterDelivery(5, 5, null), {});
  });
});
