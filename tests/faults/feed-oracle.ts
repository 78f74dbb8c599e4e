import assert from 'node:assert/strict';

import type { Message } from '../../functions/src/modules/messages/model.ts';
import type { World } from '../../testkit/world.ts';
import { feedOf } from '../friend-helpers.ts';
import { PEOPLE, type Person } from './history.ts';
import type { Log } from './log.ts';
import type { Stage } from './stage.ts';

/** A message of a chat, as it stands at rest. */
export interface Standing {
  chat_id: string;
  id: string;
  message: Message;
}

/**
 * A user's feed tells of each message of his that others react to once, names each of them once and never
 * himself, is pushed at most once, and leaves out nobody unless he muted, blocked, left or hid something.
 */
export async function assertFeed(
  world: World,
  standing: readonly Standing[],
  who: Person,
  stage: Stage,
  log: Log,
): Promise<void> {
  const uid = stage.uid[who];
  const entries = await feedOf(world, uid);
  const pushes = await world.inbox.pushes({ token: stage.token[who] });
  const pushed = pushes.map(
    ({ message }) => (message['data'] as { notification_id?: string }).notification_id,
  );
  for (const { id, type, actors, actor, reference_id } of entries) {
    assert.equal(type, 'REACTION');
    const about = standing.find((one) => `${one.chat_id}/${one.id}` === reference_id);
    assert.equal(about?.message.from_user, uid, `${who} is told of a message that is not his`);
    assert.equal(new Set(actors).size, actors.length, `${who} is told of somebody twice`);
    assert.ok(!actors.includes(uid), `${who} is told of himself`);
    const reacted = PEOPLE.filter((other) =>
      [...(log.reactions.get(about?.id ?? '') ?? [])].some((given) => given.endsWith(other)),
    ).map((other) => stage.uid[other]);
    assert.ok(reacted.includes(actor ?? '') && actors.every((one) => reacted.includes(one)));
    const count = pushed.filter((one) => one === id).length;
    assert.ok(count <= 1, `${who} was pushed an entry ${count} times`);
    const may_be_lost = log.pushes_may_be_lost || log.quieted.has(who);
    if (!may_be_lost) assert.equal(count, 1, `${who} was not pushed an entry`);
  }
  if (entries.length > 0) assert.equal((await world.event(uid)).notify_notification, true);
  if (log.quieted.has(who) || log.been_out.has(who)) return;
  for (const { chat_id, id, message } of standing) {
    if (message.from_user !== uid || log.hidden.get(id)?.has(who)) continue;
    const others = Object.values(message.reactions ?? {})
      .flat()
      .filter((other) => other !== uid);
    const entry = entries.find(({ reference_id }) => reference_id === `${chat_id}/${id}`);
    const missing = others.filter((other) => entry?.actors.includes(other) !== true);
    assert.deepEqual(missing, [], `${who} was not told who reacted`);
  }
}
