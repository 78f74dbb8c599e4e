import assert from 'node:assert/strict';

import type { Revocation } from '../functions/src/modules/auth/model.ts';
import { Revocations } from '../functions/src/modules/auth/revocations.ts';
import { putRevocation } from '../functions/src/modules/auth/store.ts';
import { openWorld, type World } from '../testkit/world.ts';

const LONGEST = 3630;

describe('what an instance knows of revocations', () => {
  let world: World;
  let instance: Revocations;
  let uid: string;
  let count = 0;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(() => {
    count += 1;
    uid = `user${count}`;
    // Out of sight of the revocations of the test before.
    world.clock.advance(2 * LONGEST);
    instance = new Revocations(world.context.db, world.clock, LONGEST);
  });
  after(() => world.close());

  const revoke = async (change: Partial<Revocation> = {}) => {
    const at = world.clock.now();
    const revocation: Revocation = {
      uid,
      sid: null,
      reason: 'USER_DISABLED',
      active: true,
      at,
      expires_at: at.plusSeconds(LONGEST),
      ...change,
    };
    await world.context.db.transact(async (tx) => putRevocation(tx, revocation));
  };
  const readsOf = async (act: () => Promise<unknown>) => (await world.measure(act)).cost.reads;
  /** Runs `act` while Firestore refuses every query. */
  const withoutFirestore = async (act: (broken: Revocations) => Promise<void>) => {
    const { db } = world.context;
    let broken = true;
    const failing = new Proxy(db, {
      get: (target, key) => {
        if (key === 'find' && broken) return () => Promise.reject(new Error('no connection'));
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const it = new Revocations(failing, world.clock, LONGEST);
    await act(it);
    broken = false;
    await revoke();
    assert.equal(await it.reasonFor(uid, 's'), 'USER_DISABLED');
  };

  it('concerns the whole user, or one session of his', async () => {
    const other = `${uid}-other`;
    await revoke();
    await revoke({ uid: other, sid: `sid-${uid}`, reason: 'SIGNED_OUT' });
    assert.equal(await instance.reasonFor(uid, 'any'), 'USER_DISABLED');
    assert.equal(await instance.reasonFor(other, `sid-${uid}`), 'SIGNED_OUT');
    assert.equal(await instance.reasonFor(other, 'any'), undefined);
    assert.equal(await instance.reasonFor('nobody', 'any'), undefined);
  });

  it('is known at once to the instance that wrote one', async () => {
    assert.equal(await instance.reasonFor(uid, 's'), undefined);
    await revoke();
    instance.renew();
    assert.equal(await instance.reasonFor(uid, 's'), 'USER_DISABLED');
    assert.equal(await readsOf(() => instance.reasonFor(uid, 's')), 0);
  });

  it('is at most 30 s old', async () => {
    assert.equal(await instance.reasonFor(uid, 's'), undefined);
    await revoke();
    world.clock.advance(30);
    assert.equal(await instance.reasonFor(uid, 's'), undefined, 'still by the first look');
    world.clock.advance(1);
    assert.equal(await instance.reasonFor(uid, 's'), 'USER_DISABLED');
  });

  it('is looked up once for requests at the same time, and not again within 30 s', async () => {
    const ask = () => instance.reasonFor(uid, 's');
    const EMPTY_QUERY = 1;
    assert.equal(await readsOf(() => Promise.all([1, 2, 3, 4, 5].map(ask))), EMPTY_QUERY);
    world.clock.advance(30);
    assert.equal(await readsOf(() => Promise.all([1, 2, 3].map(ask))), 0);
    world.clock.advance(1);
    assert.equal(await readsOf(() => Promise.all([1, 2, 3].map(ask))), EMPTY_QUERY);
  });

  it('reads only what is new, however much there was before', async () => {
    for (let index = 0; index < 20; index += 1) await revoke({ uid: `${uid}-${index}` });
    world.clock.advance(11);
    assert.equal(await readsOf(() => instance.reasonFor(uid, 's')), 20);
    world.clock.advance(31);
    await revoke();
    assert.equal(await readsOf(() => instance.reasonFor(uid, 's')), 1);
    assert.equal(await instance.reasonFor(`${uid}-7`, 's'), 'USER_DISABLED', 'still known');
  });

  it('misses nothing that an instance whose clock is 10 s slow has written', async () => {
    await instance.reasonFor(uid, 's');
    await revoke({ at: world.clock.now().plusSeconds(-9) });
    world.clock.advance(31);
    assert.equal(await instance.reasonFor(uid, 's'), 'USER_DISABLED');
  });

  it('of an instance that starts goes back as far as a token can live', async () => {
    await revoke();
    world.clock.advance(LONGEST - 1);
    const started = new Revocations(world.context.db, world.clock, LONGEST);
    assert.equal(await started.reasonFor(uid, 's'), 'USER_DISABLED');
    world.clock.advance(2);
    const later = new Revocations(world.context.db, world.clock, LONGEST);
    assert.equal(await later.reasonFor(uid, 's'), undefined);
  });

  it('is forgotten when no token can be left', async () => {
    await revoke();
    assert.equal(await instance.reasonFor(uid, 's'), 'USER_DISABLED');
    world.clock.advance(LONGEST);
    assert.equal(await instance.reasonFor(uid, 's'), undefined);
  });

  it('is lifted within 30 s', async () => {
    await revoke();
    assert.equal(await instance.reasonFor(uid, 's'), 'USER_DISABLED');
    await revoke({ active: false });
    assert.equal(await instance.reasonFor(uid, 's'), 'USER_DISABLED', 'still by the first look');
    world.clock.advance(31);
    assert.equal(await instance.reasonFor(uid, 's'), undefined);
    await revoke();
    world.clock.advance(31);
    assert.equal(await instance.reasonFor(uid, 's'), 'USER_DISABLED');
  });

  it('lets nobody through while it cannot be read, and is read again by the next request', () =>
    withoutFirestore(async (broken) => {
      const asked = [1, 2, 3].map(() => broken.reasonFor(uid, 's'));
      for (const answer of await Promise.allSettled(asked)) {
        assert.equal(answer.status, 'rejected');
      }
      await assert.rejects(broken.reasonFor(uid, 's'));
    }));

  it('that is old is not trusted while it cannot be renewed', async () => {
    const { db } = world.context;
    await instance.reasonFor(uid, 's');
    const find = db.find.bind(db);
    try {
      db.find = () => Promise.reject(new Error('no connection'));
      assert.equal(await instance.reasonFor(uid, 's'), undefined, 'within its 30 s');
      world.clock.advance(31);
      await assert.rejects(instance.reasonFor(uid, 's'));
    } finally {
      db.find = find;
    }
    assert.equal(await instance.reasonFor(uid, 's'), undefined);
  });
});
