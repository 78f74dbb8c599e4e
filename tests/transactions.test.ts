import assert from 'node:assert/strict';

import type { DocumentReference } from '@google-cloud/firestore';

import { changeEvent, readEvent, settleUnread } from '../functions/src/modules/events/store.ts';
import { Database, isAlreadyExists } from '../functions/src/store/database.ts';
import { REMOVED } from '../functions/src/store/transaction.ts';
import { openWorld, type World } from '../testkit/world.ts';

describe('an optimistic transaction', () => {
  let world: World;
  let db: Database;
  let pauses: number[];
  let a: DocumentReference;
  let b: DocumentReference;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    pauses = [];
    db = new Database(world.context.db.firestore, async (ms) => pauses.push(ms));
    a = db.firestore.doc('things/a');
    b = db.firestore.doc('things/b');
    await world.admin.recursiveDelete(world.admin.collection('things'));
  });
  after(() => world.close());

  /** Puts fields past the transaction under test. */
  const put = (ref: DocumentReference, fields: object) => world.admin.doc(ref.path).set(fields);
  const once = (act: () => Promise<unknown>) => {
    let done = false;
    return async () => {
      if (done) return;
      done = true;
      await act();
    };
  };

  it('runs again when a document it read and writes has changed', async () => {
    await put(a, { n: 1 });
    const meddle = once(() => put(a, { n: 10 }));
    await db.transact(async (tx) => {
      const { n = 0 } = (await tx.get<{ n: number }>(a)) ?? {};
      await meddle();
      tx.update(a, { n: n + 1 });
    });
    assert.deepEqual(await world.read('things/a'), { n: 11 });
    assert.equal(pauses.length, 1);
  });

  it('runs again when a document it read as missing has come', async () => {
    const meddle = once(() => put(a, { n: 10 }));
    await db.transact(async (tx) => {
      const known = await tx.get<{ n: number }>(a);
      await meddle();
      if (known === undefined) tx.create(a, { n: 1 });
      else tx.update(a, { n: known.n + 1 });
    });
    assert.deepEqual(await world.read('things/a'), { n: 11 });
  });

  it('runs again when the document it merges into has come or gone', async () => {
    const come = once(() => put(a, { other: 1 }));
    await db.transact(async (tx) => {
      await tx.get(a);
      await come();
      tx.merge(a, { n: 1 });
    });
    assert.deepEqual(await world.read('things/a'), { other: 1, n: 1 });
    const go = once(() => world.admin.doc(a.path).delete());
    await db.transact(async (tx) => {
      await tx.get(a);
      await go();
      tx.merge(a, { n: 2 });
    });
    assert.deepEqual(await world.read('things/a'), { n: 2 });
  });

  it('runs again when what it read does not belong to one moment', async () => {
    await put(a, { n: 1 });
    await put(b, { n: 1 });
    const meddle = once(async () => {
      await put(a, { n: 2 });
      await put(b, { n: 2 });
    });
    await db.transact(async (tx) => {
      const onlyRead = await tx.get<{ n: number }>(a);
      await meddle();
      const written = await tx.get<{ n: number }>(b);
      tx.update(b, { seen: [onlyRead?.n, written?.n] });
    });
    assert.deepEqual(await world.read('things/b'), { n: 2, seen: [2, 2] });
  });

  it('writes nothing when one of its writes fails', async () => {
    await put(a, { n: 1 });
    await put(b, { n: 1 });
    const attempt = db.transact(async (tx) => {
      await tx.get(a);
      tx.update(a, { n: 2 });
      tx.create(b, { n: 2 });
    });
    await assert.rejects(attempt, (error) => isAlreadyExists(error));
    assert.deepEqual(await world.read('things/a'), { n: 1 });
    assert.equal(pauses.length, 0, 'a document that was never read is no conflict');
  });

  it('gives up with a coded error when it keeps meeting others', async () => {
    await put(a, { n: 0 });
    let count = 0;
    const attempt = db.transact(async (tx) => {
      await tx.get(a);
      count += 1;
      await put(a, { n: count });
      tx.update(a, { lost: true });
    });
    await assert.rejects(attempt, { reason: 'TOO_BUSY', status: 'UNAVAILABLE' });
    assert.equal(count, pauses.length + 1);
    assert.ok(pauses.every((ms) => ms >= 0 && ms <= 500));
  });

  it('merges maps key by key, read or not, and removes what is marked', async () => {
    const start = { map: { keep: 1, drop: 1 }, list: [1] };
    const change = { map: { drop: REMOVED, add: 1 }, list: [2], empty: {} };
    const end = { map: { keep: 1, add: 1 }, list: [2], empty: {} };
    for (const read of [true, false]) {
      await put(a, start);
      await db.transact(async (tx) => {
        if (read) await tx.get(a);
        tx.merge(a, change);
      });
      assert.deepEqual(await world.read('things/a'), end);
    }
    await db.transact(async (tx) => {
      await tx.get(b);
      tx.merge(b, change);
    });
    assert.deepEqual(await world.read('things/b'), { map: { add: 1 }, list: [2], empty: {} });
  });

  it('takes ids with dots and quotes as they are', async () => {
    await put(a, { unread: {} });
    await db.transact(async (tx) => {
      await tx.get(a);
      tx.merge(a, { unread: { 'a.b_c`d': 1 } });
    });
    assert.deepEqual(await world.read('things/a'), { unread: { 'a.b_c`d': 1 } });
  });

  it('runs again when an unread count was settled meanwhile, though it is the same', async () => {
    const now = world.clock.now();
    const settle = () => db.transact(async (tx) => settleUnread(tx, 'u', 'c', { unread: 0 }, now));
    await settle();
    const meddle = once(settle);
    let runs = 0;
    await db.transact(async (tx) => {
      runs += 1;
      await readEvent(tx, 'u');
      await meddle();
      changeEvent(tx, 'u', { unread: { c: 2 } });
    });
    assert.equal(runs, 2);
  });

  it('does nothing where nothing is written', async () => {
    const { cost } = await world.measure(() => db.transact((tx) => tx.get(a)));
    assert.deepEqual(cost, { reads: 1, writes: 0, deletes: 0, invocations: 0 });
  });
});
