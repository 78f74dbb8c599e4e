import assert from 'node:assert/strict';

import type { Session } from '../../functions/src/modules/auth/model.ts';
import { finishDeletions } from '../../functions/src/modules/deletion/finish-deletions.ts';
import type { Crashes } from '../../testkit/operations/crashes.ts';
import { openWorld, type World } from '../../testkit/world.ts';
import { openChat, send } from '../helpers.ts';
import { allDocuments } from './documents.ts';

/** Dies at the commit of this index; nothing is written from then on. */
function dieAt(index: number, when: 'before' | 'after'): { crashes: Crashes; died: () => boolean } {
  let seen = -1;
  return {
    crashes: (method) => {
      if (method === 'Commit') seen += 1;
      if (seen < index) return undefined;
      return seen === index ? when : 'before';
    },
    died: () => seen >= index,
  };
}

describe('a deletion whose process dies at any write', function () {
  this.timeout(120_000);
  let world: World;
  let count = 0;
  before(async () => {
    world = await openWorld();
    await world.addUser('peer');
  });
  after(() => world.close());

  /** Somebody with a bit of everything. */
  const arrange = async () => {
    count += 1;
    const mark = `zqmark${count}x${Date.now()}`;
    const { user, refresh_token } = await world.call<Session>(null, 'registerWithEmail', {
      ...{ email: `${mark}@example.com`, password: 'correct horse battery', username: mark },
    });
    const uid = user.id;
    const person = { uid, sid: refresh_token.split('.')[1] ?? '' };
    await world.callAs(person, 'requestEmailVerification');
    const device = { device_id: 'phone', token: mark, platform: 'ios' };
    await world.callAs(person, 'registerDevice', device);
    await world.call('peer', 'addContact', { user_id: uid, alias: mark });
    await world.call(uid, 'sendFriendRequest', { user_id: 'peer' });
    const chat_id = await openChat(world, uid, 'peer');
    const { message_id } = await send(world, uid, chat_id, mark);
    await world.call(uid, 'editMessage', { chat_id, message_id, text: `${mark} again` });
    const report = { user_id: 'peer', reason: 'SPAM', text: mark, chat_id };
    await world.call(uid, 'reportUser', { ...report, message_ids: [message_id] });
    await world.call(uid, 'createGroup', { title: 'Group', user_ids: ['peer'] });
    await world.drain();
    return { person, mark, chat_id };
  };

  for (const when of ['before', 'after'] as const) {
    it(`(${when}) is finished by the schedule, or asked for again where nothing was written`, async () => {
      for (let at = 0; ; at += 1) {
        const { person, mark, chat_id } = await arrange();
        const { crashes, died } = dieAt(at, when);
        world.crash(crashes);
        await world.callAs(person, 'deleteAccount').catch(() => undefined);
        // The task of a process that died is lost as well.
        const task = world.tasks.take();
        if (task !== undefined) await world.runTask(task).catch(() => undefined);
        world.crash(undefined);
        while (world.tasks.take() !== undefined);

        const name = `${when} commit ${at}`;
        if ((await world.read(`deletions/${person.uid}`)) === undefined) {
          assert.equal(at, 0, name);
          assert.ok(await world.context.accounts.find(person.uid), `${name}: nothing was done`);
          await world.callAs(person, 'deleteAccount');
        }
        world.clock.advance(600);
        await world.runSchedule(finishDeletions);
        await world.drain();
        assert.equal(await world.context.accounts.find(person.uid), undefined, name);
        const left = (await allDocuments(world.admin)).filter(({ text }) => text.includes(mark));
        assert.deepEqual(
          left.map(({ path }) => path),
          [],
          name,
        );
        const chat = await world.chat(chat_id);
        assert.deepEqual([chat.active, chat.total_messages_count], [false, 1], name);

        world.clock.advance(2 * 3600);
        await world.runSchedule(finishDeletions);
        assert.equal(await world.read(`deletions/${person.uid}`), undefined, name);
        if (!died()) {
          assert.equal(at, 14, 'commits');
          return;
        }
      }
    });
  }
});
