import assert from 'node:assert/strict';

import { folderOf, type Files } from '../functions/src/modules/files/files.ts';
import { startStorageStandIn, type StorageStandIn } from '../testkit/stand-ins/storage/server.ts';
import { openWorld, type World, type WorldOptions } from '../testkit/world.ts';

describe('files in Cloud Storage', () => {
  let storage: StorageStandIn;
  const worlds: World[] = [];
  before(async () => {
    storage = await startStorageStandIn();
  });
  after(async () => {
    await Promise.all(worlds.map((world) => world.close()));
    await storage.stop();
  });
  const filesOf = async (config: WorldOptions['config'] = {}): Promise<Files> => {
    const world = await openWorld({
      config: { storage_bucket: storage.bucket, storage_emulator_host: storage.host, ...config },
    });
    worlds.push(world);
    return world.context.files;
  };
  const OTHERS = ['users/10/photo.jpg', 'users/1', 'chats/users/1/photo.jpg'];
  beforeEach(() => {
    storage.files.clear();
    for (const name of [...OTHERS, 'users/1/a b.jpg', 'users/1/b/ü%2F.png', 'users/1/c']) {
      storage.files.add(name);
    }
  });

  it('are deleted some at a time, and nobody else’s', async () => {
    const files = await filesOf();
    assert.deepEqual(await files.deleteSome(folderOf('1'), 2), { more: true });
    assert.equal(storage.files.size, OTHERS.length + 1);
    assert.deepEqual(await files.deleteSome(folderOf('1'), 2), { more: false });
    assert.deepEqual(await files.deleteSome(folderOf('1'), 2), { more: false }, 'may be repeated');
    assert.deepEqual([...storage.files], OTHERS);
  });

  it('that could not be deleted are not taken for deleted', async () => {
    const files = await filesOf();
    storage.refuse(1);
    await assert.rejects(files.deleteSome(folderOf('1'), 10));
    assert.equal(storage.files.size, OTHERS.length + 3);
  });

  it('of a project without a bucket are none', async () => {
    for (const config of [{ storage_bucket: '' }, { storage_bucket: 'nobody-has-made-it' }]) {
      const files = await filesOf(config);
      assert.deepEqual(await files.deleteSome(folderOf('1'), 10), { more: false });
    }
    assert.equal(storage.files.size, OTHERS.length + 3);
  });

  it('are not looked for at Google by an emulator that has none', async () => {
    const files = await filesOf({ storage_emulator_host: undefined });
    assert.deepEqual(await files.deleteSome(folderOf('1'), 10), { more: false });
  });
});
