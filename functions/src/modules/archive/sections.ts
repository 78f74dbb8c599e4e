import type { Context } from '../../context/context.ts';
import { pagesOf } from '../../kernel/pages.ts';
import { readSessions } from '../auth/store.ts';
import { memberSide } from '../chats/membership.ts';
import { receiptOf } from '../chats/receipt.ts';
import { listChatsById, readMembers, type KnownChat } from '../chats/store.ts';
import { listDevices } from '../devices/store.ts';
import { readEntry } from '../directory/store.ts';
import { readEvent } from '../events/store.ts';
import { readLocation } from '../nearby/store.ts';
import { readPresence } from '../presence/store.ts';
import type { Report } from '../reports/model.ts';
import { listReportsWith } from '../reports/store.ts';
import { changedSettings } from '../settings/model.ts';
import { readPrivateAccount, readUser } from '../users/store.ts';
import { sentMessagesOf } from './sent-messages.ts';
import {
  awaitedBy,
  blocksOf,
  contactsOf,
  friendRequestsOf,
  heldUsernamesOf,
  notificationsOf,
  PAGE,
  unlistedOf,
  uploadsOf,
} from './store.ts';

/** What there is one of for each user; `undefined` where there is none. */
type Single = (ctx: Context, uid: string) => Promise<unknown>;

/** What there may be many of, some at a time. */
type List = (ctx: Context, uid: string) => AsyncIterable<readonly unknown[]>;

/** What is not in an archive although it is stored; it says so itself. */
export const LEFT_OUT = [
  'reactions, and messages hidden for oneself: no index says where they are',
  'files in storage: messages and the profile name their paths',
  'tokens, and hashes of passwords and codes: they only prove something',
  'of a message edited more than 500 times, what it said before the last 500 edits',
  'what others wrote',
] as const;

export const SINGLES: Readonly<Record<string, Single>> = {
  profile: ({ db }, uid) => readUser(db, uid),
  account: async ({ db }, uid) => {
    const { settings: _, ...account } = (await readPrivateAccount(db, uid)) ?? {};
    return account;
  },
  settings: async ({ db }, uid) =>
    changedSettings((await readPrivateAccount(db, uid))?.settings ?? {}, {}),
  sign_in: async ({ accounts }, uid) => {
    const account = await accounts.find(uid);
    if (account === undefined) return undefined;
    const { display_name, photo_url, email, email_verified, phone, providers } = account;
    return { display_name, photo_url, email, email_verified, phone, providers };
  },
  found_by: async ({ db }, uid) => {
    const entry = await readEntry(db, uid);
    return entry && { discoverable: entry.discoverable, visible: entry.visible };
  },
  location: ({ db }, uid) => readLocation(db, uid),
  presence: ({ db }, uid) => readPresence(db, uid),
  events: ({ db }, uid) => readEvent(db, uid),
};

export const LISTS: Readonly<Record<string, List>> = {
  sessions: async function* ({ db }, uid) {
    const known = Object.entries((await readSessions(db, uid))?.sessions ?? {});
    yield known.map(([id, { created, last_used, expires_at, user_agent }]) => {
      return { id, created, last_used, expires_at, user_agent };
    });
  },
  devices: async function* ({ db }, uid) {
    yield (await listDevices(db, uid)).map(({ token: _, ...device }) => device);
  },
  contacts: ({ db }, uid) => contactsOf(db, uid),
  blocks: ({ db }, uid) => blocksOf(db, uid),
  friend_requests: ({ db }, uid) => friendRequestsOf(db, uid),
  notifications: ({ db }, uid) => notificationsOf(db, uid),
  unlisted_notifications: ({ db }, uid) => unlistedOf(db, uid),
  former_usernames: ({ db }, uid) => heldUsernamesOf(db, uid),
  contact_uploads: ({ db }, uid) => uploadsOf(db, uid),
  awaited: ({ db }, uid) => awaitedBy(db, uid),
  chats: chatsOf,
  messages: sentMessagesOf,
  reports: reportsBy,
};

/** His part in them, and not what others do there. */
async function* chatsOf({ db }: Context, uid: string): AsyncGenerator<unknown[]> {
  const chats = pagesOf<KnownChat>(
    (size, after) => listChatsById(db, uid, size, after?.chat_id),
    PAGE,
  );
  for await (const page of chats) {
    const members = await readMembers(
      db,
      page.map(({ chat_id }) => chat_id),
      uid,
    );
    yield page.map(({ chat_id, chat }) => {
      const own = { chat_id, type: chat.type, created: chat.created, ...members.get(chat_id) };
      if (chat.type === 'group') return { ...own, title: chat.title, role: chat.roles[uid] };
      const { read_number, delivered_number } = receiptOf(chat, memberSide(chat, uid));
      const user_id = chat.members.find((member) => member !== uid);
      return { ...own, read_number, delivered_number, user_id };
    });
  }
}

/** What he wrote in them; the messages that they show are others'. */
async function* reportsBy({ db }: Context, uid: string): AsyncGenerator<unknown[]> {
  const reports = pagesOf<Report & { id: string }>(
    (size, after) => listReportsWith(db, uid, 'reporter', size, after?.id ?? null),
    PAGE,
  );
  for await (const page of reports) {
    yield page.map(({ id, reported, reason, text, chat_id, created, messages }) => {
      const message_ids = messages.map(({ message_id }) => message_id);
      return { id, reported, reason, text, chat_id, message_ids, created };
    });
  }
}
