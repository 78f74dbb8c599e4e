import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { doc } from 'firebase/firestore';

import { waitForDocument } from '../testkit/wait-for.ts';
import { openWorld, type World } from '../testkit/world.ts';
import {
  followChats,
  followEvent,
  followMessages,
  writeText,
  type Message,
} from './example-app.ts';
import { openGroup } from './groups-helpers.ts';
import { newMessageId, openChat, send } from './helpers.ts';

/** What an app shows just now; a test waits for what it expects until its time is up. */
class Screen<T> {
  #last: T | undefined;
  #look: () => void = () => {};

  readonly show = (state: T): void => {
    this.#last = state;
    this.#look();
  };

  until(accept: (state: T) => boolean): Promise<T> {
    return new Promise((resolve) => {
      this.#look = () => {
        if (this.#last !== undefined && accept(this.#last)) resolve(this.#last);
      };
      this.#look();
    });
  }
}

describe("the documentation's example of an app", () => {
  let world: World;
  before(async () => {
    world = await openWorld();
    for (const uid of ['1', '2', '3']) await world.addUser(uid);
  });
  after(() => world.close());

  it('is what the page shows', async () => {
    const textOf = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');
    const shown = /```ts\n(import [^]*?)```/.exec(await textOf('../docs/data-model.md'))?.[1];
    assert.equal(shown, await textOf('./example-app.ts'));
  });

  it('shows chats, messages and counts, writes, lowers the flag and reports what was read', async () => {
    const chat_id = await openChat(world, '1', '2');
    const { firestore } = await world.client('2');
    const previews = new Screen<string>();
    const badges = new Screen<number>();
    const messages = new Screen<Message[]>();
    let rung = 0;
    const stops = [
      followChats(firestore, '2', (rows) => previews.show(`${rows[0]?.preview}`)),
      followEvent(
        firestore,
        '2',
        (_, badge) => badges.show(badge),
        () => (rung += 1),
      ),
    ];
    const message_id = newMessageId();
    await writeText((await world.client('1')).firestore, '1', chat_id, message_id, 'hello');
    await world.deliver(await world.messageEvent(chat_id, message_id));
    await previews.until((preview) => preview === 'hello');
    await badges.until((badge) => badge === 1);
    const event = doc(firestore, 'users-external-event/2');
    await waitForDocument(event, ({ notify_new_message }) => notify_new_message === false);
    assert.equal(rung, 1);

    const reported: Promise<unknown>[] = [];
    const read = (message_number: number) =>
      reported.push(world.call('2', 'markRead', { chat_id, message_number }));
    stops.push(await followMessages(firestore, '2', chat_id, messages.show, read));
    await badges.until((badge) => badge === 0);
    const [shown] = await messages.until(({ length }) => length === 1);
    assert.deepEqual([shown?.text, shown?.message_number], ['hello', 1]);
    await world.call('2', 'deleteMessage', { chat_id, message_id, for: 'me' });
    await messages.until(({ length }) => length === 0);
    await previews.until((preview) => preview === '');
    for (const stop of stops) stop();
    await Promise.all(reported);
  });

  it('shows a newcomer what came after he joined', async () => {
    const chat_id = await openGroup(world, '1', ['2'], { history: 'joined' });
    await send(world, '1', chat_id, 'before');
    await world.call('1', 'addMembers', { chat_id, user_ids: ['3'] });
    await send(world, '1', chat_id, 'after');
    const { firestore } = await world.client('3');
    const screen = new Screen<Message[]>();
    const stop = await followMessages(firestore, '3', chat_id, screen.show, () => {});
    const shown = await screen.until((messages) => messages.at(-1)?.text === 'after');
    stop();
    assert.deepEqual(
      shown.map(({ type, text }) => (type === 'TEXT' ? text : type)),
      ['SYSTEM', 'after'],
    );
  });
});
