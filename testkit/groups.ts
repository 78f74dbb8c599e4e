import { FieldValue, Timestamp } from '@google-cloud/firestore';

import { systemRandom } from '../functions/src/kernel/random.ts';
import { newExternalEvent } from '../functions/src/modules/events/model.ts';
import type { ChatMember, GroupChat, Role } from '../functions/src/modules/chats/model.ts';
import { encodeFields } from '../functions/src/store/codec.ts';
import type { World } from './world.ts';

/** A group as it stands after its creation, arranged past the product's functions: without the
 * messages that tell of it. */
export interface ArrangedGroup {
  roles: Record<string, Role>;
  posting?: GroupChat['posting'];
  history?: GroupChat['history'];
}

/** Puts a group of users who exist: chat, member and event documents. Answers its id. */
export async function arrangeGroup(
  world: World,
  { roles, posting = 'all', history = 'all' }: ArrangedGroup,
): Promise<string> {
  const chat_id = systemRandom.id();
  const now = world.clock.now();
  const chat: GroupChat = {
    type: 'group',
    members: [],
    total_messages_count: 0,
    last_message_timestamp: null,
    last_message: null,
    usernames: {},
    started: false,
    active: true,
    created: now,
    modified: now,
    title: 'A group',
    photo_url: null,
    roles: {},
    posting,
    history,
    created_by: Object.keys(roles)[0] ?? '',
    last_joining: { joined: now, joined_number: 0 },
  };
  await world.admin.doc(`chats/${chat_id}`).set(encodeFields(chat));
  for (const [uid, role] of Object.entries(roles)) await joinGroup(world, chat_id, uid, role);
  return chat_id;
}

/** Lets a user join now, who has then read everything. */
export async function joinGroup(
  world: World,
  chat_id: string,
  uid: string,
  role: Role = 'member',
): Promise<void> {
  const total = (await world.group(chat_id)).total_messages_count;
  const username = String((await world.read(`users/${uid}`))?.['username']);
  const now = world.clock.now();
  const member: ChatMember = {
    joined: now,
    joined_number: total,
    read_number: total,
    delivered_number: total,
  };
  const batch = world.admin.batch();
  batch.update(world.admin.doc(`chats/${chat_id}`), {
    members: FieldValue.arrayUnion(uid),
    [`usernames.${uid}`]: username,
    [`roles.${uid}`]: role,
    last_joining: encodeFields({ joined: now, joined_number: total }),
    modified: new Timestamp(now.seconds, now.nanoseconds),
  });
  batch.set(world.admin.doc(`chats/${chat_id}/members/${uid}`), encodeFields(member));
  const event = { ...newExternalEvent(now), ...(await world.read(eventPath(uid))) };
  batch.set(
    world.admin.doc(eventPath(uid)),
    encodeFields({
      ...event,
      unread: { ...event.unread, [chat_id]: 0 },
      read: { ...event.read, [chat_id]: total },
    }),
  );
  await batch.commit();
}

/** Lets a member leave, or be removed, now. */
export async function leaveGroup(world: World, chat_id: string, uid: string): Promise<void> {
  const batch = world.admin.batch();
  batch.update(world.admin.doc(`chats/${chat_id}`), {
    members: FieldValue.arrayRemove(uid),
    [`usernames.${uid}`]: FieldValue.delete(),
    [`roles.${uid}`]: FieldValue.delete(),
  });
  batch.delete(world.admin.doc(`chats/${chat_id}/members/${uid}`));
  const gone = ['unread', 'read', 'muted', 'marked_unread', 'push_claims'].map(
    (field) => [`${field}.${chat_id}`, FieldValue.delete()] as const,
  );
  batch.update(world.admin.doc(eventPath(uid)), Object.fromEntries(gone));
  await batch.commit();
}

const eventPath = (uid: string) => `users-external-event/${uid}`;
