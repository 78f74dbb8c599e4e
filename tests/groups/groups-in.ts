import { openWorld, type World } from '../../testkit/world.ts';
import { arrangeUsers, openGroup } from '../groups-helpers.ts';

/** A world with an owner, an admin, a member, others, and one who is disabled. */
export async function openGroupWorld(others: readonly string[] = []): Promise<World> {
  const world = await openWorld();
  await arrangeUsers(world, ['own', 'adm', 'mem', 'new', 'out', 'off', ...others]);
  await world.admin.doc('users/off').update({ is_active: false });
  // An instance's first call also pulls what tokens are void.
  await world.call('own', 'markRead', { chat_id: 'none', message_number: 0 }).catch(() => {});
  return world;
}

/** What is done with groups in the world of a test, and what is seen of them. */
export function groupsIn(world: () => World) {
  const members = async (chat_id: string): Promise<string[]> => {
    const found = await world().admin.collection(`chats/${chat_id}/members`).get();
    return found.docs.map(({ id }) => id).toSorted();
  };
  /** A group of owner, admin and member, with three SYSTEM messages at most. */
  const group = async (settings: object = {}): Promise<string> => {
    const chat_id = await openGroup(world(), 'own', ['adm', 'mem'], settings);
    await world().call('own', 'setRole', { chat_id, user_id: 'adm', role: 'admin' });
    await world().drain();
    return chat_id;
  };
  const total = async (chat_id: string): Promise<number> =>
    (await world().group(chat_id)).total_messages_count;
  return { members, group, total };
}
