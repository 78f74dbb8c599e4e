import { DISCOVERABLE, type DirectoryEntry } from '../functions/src/modules/directory/model.ts';
import { termsOf } from '../functions/src/modules/directory/terms.ts';
import type { World } from './world.ts';

/**
 * Users as the first sign-in makes them, in bulk: their accounts, profiles, event documents and entries of the
 * directory, and no sessions.
 */
export async function arrangeUsers(world: World, uids: readonly string[]): Promise<void> {
  // Firebase Auth takes a thousand at a time.
  for (let from = 0; from < uids.length; from += 1000) {
    await world.auth.importUsers(uids.slice(from, from + 1000).map((uid) => ({ uid })));
  }
  const writer = world.admin.bulkWriter({ throttling: false });
  const now = new Date();
  for (const uid of uids) {
    const shown = {
      username: `user_${uid}`,
      display_name: `User ${uid}`,
      first_name: '',
      last_name: '',
      photo_url: null,
      about: '',
      is_active: true,
    };
    void writer.create(world.admin.doc(`users/${uid}`), { ...shown, created: now, modified: now });
    const entry: DirectoryEntry = {
      ...shown,
      terms: termsOf(shown),
      discoverable: DISCOVERABLE,
      visible: true,
      reach: { email: null, phone: null },
    };
    void writer.create(world.admin.doc(`user-search/${uid}`), entry);
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
