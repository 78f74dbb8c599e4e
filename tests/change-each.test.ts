import assert from 'node:assert/strict';

import type { DocumentReference } from '@google-cloud/firestore';

import { CHUNK } from '../functions/src/store/change-each.ts';
import { Database } from '../functions/src/store/database.ts';
import { REMOVED } from '../functions/src/store/transaction.ts';
import { openWorld, type World } from '../testkit/world.ts';

interface Thing {
  n: number;
}

describe('changing each of many documents', () => {
  let world: World;
  let db: Database;
  let pauses: number;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    pauses = 0;
    db = new Database(world.context.db.firestore, async () => {
      pauses += 1;
    });
    await world.admin.recursiveDelete(world.admin.collection('things'));
  });
  after(() => world.close());

  const refsOf = (count: number): DocumentReference[] =>
    Array.from({ length: count }, (_, index) =>
      db.firestore.doc(`things/${String(index).padStart(4, '0')}`),
    );
  const arrange = async (count: number): Promise<DocumentReference[]> => {
    const batch = world.admin.batch();
    const refs = refsOf(count);
    for (const { path } of refs) batch.set(world.admin.doc(path), { n: 0 });
    await batch.commit();
    return refs;
  };
  const values = async (): Promise<unknown[]> => {
    const { docs } = await world.admin.collection('things').get();
    return docs.map((doc) => doc.get('n') as unknown);
  };
  const idsOf = (refs: DocumentReference[]): string[] => refs.map(({ id }) => id).toSorted();
  /** Lets others write between the reads of a go and its writes. */
  const meddling = (act: (chunk: DocumentReference[], go: number) => Promise<void>): Database => {
    let go = 0;
    const { firestore } = db;
    const read = new Proxy(firestore, {
      get(target, name) {
        if (name === 'getAll') {
          return async (...refs: DocumentReference[]) => {
            const found = await target.getAll(...refs);
            go += 1;
            await act(refs, go);
            return found;
          };
        }
        const value = Reflect.get(target, name, target) as unknown;
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    return new Database(read, async () => {
      pauses += 1;
    });
  };
  const put = (ref: DocumentReference, fields: object) => world.admin.doc(ref.path).set(fields);

  for (const count of [0, 1, CHUNK, CHUNK + 1, 450]) {
    it(`${count}: each is read once and written once`, async () => {
      const refs = await arrange(Math.max(1, count));
      const { cost } = await world.measure(() =>
        db.changeEach<Thing>(refs.slice(0, count), (_, { n }) => ({ n: n + 1 })),
      );
      assert.deepEqual(cost, { reads: count, writes: count, deletes: 0, invocations: 0 });
      assert.equal((await values()).filter((n) => n === 1).length, count);
      assert.equal(pauses, 0);
    });
  }

  it('writes nothing where nothing is to change', async () => {
    const refs = await arrange(7);
    const told: string[] = [];
    const { cost } = await world.measure(() =>
      db.changeEach<Thing>(
        refs,
        ({ id }, { n }) => (id === '0003' ? { n: n + 1 } : id === '0004' ? {} : undefined),
        (written) => told.push(...idsOf(written)),
      ),
    );
    assert.deepEqual(cost, { reads: 7, writes: 1, deletes: 0, invocations: 0 });
    assert.deepEqual(await values(), [0, 0, 0, 1, 0, 0, 0]);
    assert.deepEqual(told, ['0003']);
  });

  it('leaves missing documents alone, and creates none', async () => {
    const refs = await arrange(3);
    await world.admin.doc('things/0001').delete();
    const asked: string[] = [];
    await db.changeEach<Thing>(refs, ({ id }, { n }) => {
      asked.push(id);
      return { n: n + 1 };
    });
    assert.deepEqual(asked, ['0000', '0002']);
    assert.deepEqual(await values(), [1, 1]);
  });

  it('decides again for those that met another writer, and for no others', async () => {
    const refs = await arrange(5);
    const asked: string[] = [];
    const told: string[] = [];
    const meddled = meddling(async (chunk, go) => {
      if (go === 1) await Promise.all([1, 3].map((i) => put(chunk[i] as never, { n: 100 })));
    });
    const { cost } = await world.measure(() =>
      meddled.changeEach<Thing>(
        refs,
        ({ id }, { n }) => {
          asked.push(id);
          return { n: n + 1 };
        },
        (written) => told.push(...idsOf(written)),
      ),
    );
    assert.deepEqual(await values(), [1, 101, 1, 101, 1]);
    assert.deepEqual(asked, ['0000', '0001', '0002', '0003', '0004', '0001', '0003']);
    assert.deepEqual(told, ['0000', '0002', '0004', '0001', '0003'], 'each is told of once');
    assert.equal(cost.reads, 7);
    assert.equal(pauses, 1);
  });

  it('takes a document that was deleted meanwhile for missing', async () => {
    const refs = await arrange(3);
    const told: string[] = [];
    const meddled = meddling(async (chunk, go) => {
      if (go === 1) await world.admin.doc((chunk[1] as DocumentReference).path).delete();
    });
    await meddled.changeEach<Thing>(
      refs,
      (_, { n }) => ({ n: n + 1 }),
      (written) => told.push(...idsOf(written)),
    );
    assert.deepEqual(await values(), [1, 1]);
    assert.deepEqual(told, ['0000', '0002']);
  });

  it('never writes over a document that was deleted and made anew', async () => {
    const refs = await arrange(2);
    const meddled = meddling(async (chunk, go) => {
      if (go > 1) return;
      await world.admin.doc((chunk[0] as DocumentReference).path).delete();
      await put(chunk[0] as DocumentReference, { n: 50 });
    });
    await meddled.changeEach<Thing>(refs, (_, { n }) => ({ n: n + 1 }));
    assert.deepEqual(await values(), [51, 1]);
  });

  it('loses no change of several that run at once', async () => {
    const refs = await arrange(30);
    await Promise.all(
      Array.from({ length: 4 }, () =>
        world.context.db.changeEach<Thing>(refs, (_, { n }) => ({ n: n + 1 })),
      ),
    );
    assert.deepEqual(await values(), Array<number>(30).fill(4));
  });

  it('loses no change of a transaction that meets it', async () => {
    const [ref] = await arrange(1);
    assert.ok(ref);
    const add = () =>
      world.context.db.transact(async (tx) => {
        const { n = 0 } = (await tx.get<Thing>(ref)) ?? {};
        tx.update(ref, { n: n + 1 });
      });
    const each = () => world.context.db.changeEach<Thing>([ref], (_, { n }) => ({ n: n + 1 }));
    await Promise.all([add(), each(), add(), each(), add()]);
    assert.deepEqual(await values(), [5]);
  });

  it('gives up with a coded error when one keeps meeting others; the rest is done', async () => {
    const refs = await arrange(3);
    let times = 0;
    const meddled = meddling(async (chunk) => {
      times += 1;
      const busy = chunk.find(({ id }) => id === '0001');
      if (busy !== undefined) await put(busy, { n: -times });
    });
    const attempt = meddled.changeEach<Thing>(refs, (_, { n }) => ({ n: n + 1 }));
    await assert.rejects(attempt, { reason: 'TOO_BUSY', status: 'UNAVAILABLE' });
    assert.deepEqual(await values(), [1, -times, 1]);
    assert.equal(times, 25);
  });

  it('changes nothing of a chunk in which a decision fails', async () => {
    const refs = await arrange(60);
    const attempt = db.changeEach<Thing>(refs, ({ id }, { n }) => {
      if (id === '0055') throw new Error('undecided');
      return { n: n + 1 };
    });
    await assert.rejects(attempt, { message: 'undecided' });
    assert.deepEqual(await values(), Array<number>(60).fill(0));
  });

  it('tells what was written when a write fails for good, and begins nothing more', async () => {
    const refs = await arrange(CHUNK + 5);
    const told: string[] = [];
    const tooBig = 'x'.repeat(1_100_000);
    const attempt = db.changeEach<Thing & { text?: string }>(
      refs,
      ({ id }, { n }) => ({ n: n + 1, ...(id === '0042' && { text: tooBig }) }),
      (written) => told.push(...idsOf(written)),
    );
    await assert.rejects(attempt, /exceeds the maximum|longer than|too large|INVALID_ARGUMENT/i);
    const changed = (await world.admin.collection('things').where('n', '==', 1).get()).docs;
    assert.deepEqual(
      told,
      changed.map(({ id }) => id),
      'all that changed, and nothing else',
    );
    assert.ok(!told.includes('0042'));
    assert.ok(!told.includes(String(CHUNK).padStart(4, '0')), 'the next chunk was not begun');
  });

  it('merges maps key by key and removes what is marked', async () => {
    const [ref] = await arrange(1);
    assert.ok(ref);
    await put(ref, { map: { keep: 1, drop: 1, 'a.b`c': 1 }, list: [1] });
    await db.changeEach([ref], () => ({ map: { drop: REMOVED, 'a.b`c': 2, add: 1 }, list: [2] }));
    assert.deepEqual(await world.read(ref.path), {
      map: { keep: 1, 'a.b`c': 2, add: 1 },
      list: [2],
    });
  });
});
