import type { World } from './world.ts';

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
