import type { World } from '../testkit/world.ts';

export interface CreatedGroup {
  chat_id: string;
  created: boolean;
  added: string[];
  skipped: { user_id: string; reason: string }[];
}

/** Makes a group and brings its first message to everybody; answers its id. */
export async function openGroup(
  world: World,
  owner: string,
  user_ids: string[],
  settings: object = {},
): Promise<string> {
  const input = { title: 'Group', user_ids, ...settings };
  const { chat_id } = await world.call<CreatedGroup>(owner, 'createGroup', input);
  await world.drain();
  return chat_id;
}

/**
 * Users as the first sign-in makes them, in bulk: their accounts, profiles and event documents, and no
 * sessions.
 */
export async function arrangeUsers(world: World, uids: readonly string[]): Promise<void> {
  // Firebase Auth takes a thousand at a time.
  for (let from = 0; from < uids.length; from += 1000) {
    await world.auth.importUsers(uids.slice(from, from + 1000).map((uid) => ({ uid })));
  }
  const writer = world.admin.bulkWriter({ throttling: false });
  const now = new Date();
  for (const uid of uids) {
    void writer.create(world.admin.doc(`users/${uid}`), {
      username: `user_${uid}`,
      display_name: `User ${uid}`,
      is_active: true,
      created: now,
      modified: now,
    });
    void writer.create(world.admin.doc(`users-external-event/${uid}`), {
      notify_new_message: false,
      notify_friend_request: false,
      notify_notification: false,
      unread: {},
      modified: now,
    });
  }
  await writer.close();
}

/** `prefix1` to `prefix<count>` */
export const uidsOf = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);

/** What SYSTEM messages told, in order. */
export async function told(world: World, chat_id: string): Promise<Record<string, unknown>[]> {
  const found = await world.admin
    .collection(`chats/${chat_id}/messages`)
    .orderBy('message_number')
    .get();
  return found.docs
    .filter((doc) => doc.get('type') === 'SYSTEM')
    .map((doc) => doc.get('action_params') as Record<string, unknown>);
}
