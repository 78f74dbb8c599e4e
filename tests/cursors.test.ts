import assert from 'node:assert/strict';

import { z } from 'zod';

import { ENDPOINTS } from '../functions/src/wire/endpoints.ts';
import { openWorld, type CallableName, type World } from '../testkit/world.ts';

const FIELDS = [{ field: 'cursor', message: 'is not a cursor of this list' }];

/** All lists that go on by a cursor, with what else they need. */
const LISTS: Partial<Record<CallableName, object>> = {
  adminListAudit: {},
  adminListReports: {},
  adminListUsers: { query: { name: 'a' } },
  findUsers: { query: 'a' },
  listChats: {},
  listContacts: {},
  listFriendRequests: {},
  listNotifications: {},
};

/** That of `listContacts` is any user id. */
const NO_ID = ['', '/', 'a/b', 'x'.repeat(2049)];
const NO_POSITION = ['x', '%%%', btoa('[1,2,3,4]'), btoa('{}'), btoa('null')];

describe('what is no cursor', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
    await world.addUser('boss');
    await world.auth.setCustomUserClaims('boss', { admin: true });
  });
  after(() => world.close());

  it('is known of every list', async () => {
    const found: string[] = [];
    for (const [name, load] of Object.entries(ENDPOINTS)) {
      const { input } = await load();
      if (input instanceof z.ZodObject && 'cursor' in input.shape) found.push(name);
    }
    assert.deepEqual(found.toSorted(), Object.keys(LISTS));
  });

  for (const [name, input] of Object.entries(LISTS)) {
    for (const cursor of name === 'listContacts' ? NO_ID : [...NO_ID, ...NO_POSITION]) {
      it(`is refused by ${name} for what it is: "${cursor.slice(0, 20)}"`, async () => {
        const call = world.callAs({ uid: 'boss', admin: true }, name as CallableName, {
          ...{ ...input, cursor },
        });
        await assert.rejects(call, ({ details }: { details?: object }) => {
          assert.deepEqual(details, { reason: 'FIELDS_INVALID', fields: FIELDS });
          return true;
        });
      });
    }
  }
});
