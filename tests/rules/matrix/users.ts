import type { ContactUpload } from '../../../functions/src/modules/address-book/model.ts';
import type { Block } from '../../../functions/src/modules/blocks/model.ts';
import type { Contact } from '../../../functions/src/modules/contacts/model.ts';
import type { Device } from '../../../functions/src/modules/devices/model.ts';
import type { ExternalEvent } from '../../../functions/src/modules/events/model.ts';
import type { FriendRequest } from '../../../functions/src/modules/friends/model.ts';
import type { Notification } from '../../../functions/src/modules/notifications/model.ts';
import type { Presence } from '../../../functions/src/modules/presence/model.ts';
import type { PrivateAccount, UserProfile } from '../../../functions/src/modules/users/model.ts';
import { except, OWNER, SIGNED_IN } from './people.ts';
import { at, LATER, type Allowance, type Complete, type Place } from './place.ts';

const PROFILE: Complete<UserProfile> = {
  username: 'owner',
  display_name: 'Owner',
  first_name: 'O',
  last_name: 'Wner',
  photo_url: null,
  about: '',
  is_active: true,
  created: at(0),
  modified: at(0),
};

const ACCOUNT: Complete<PrivateAccount> = {
  email: 'owner@example.com',
  phone: null,
  locale: 'en',
  time_zone: 'Europe/Berlin',
  providers: ['password'],
  settings: { read_receipts: true },
};

const DEVICE: Complete<Device> = {
  token: 't',
  platform: 'ios',
  sid: 's',
  app_version: '1',
  modified: at(0),
};

const BLOCK: Complete<Block> = { created: at(0) };

const CONTACT: Complete<Contact> = { user_id: 'member', alias: 'x', created: at(0) };

const REQUEST: Complete<FriendRequest> = {
  from_user: 'owner',
  to_user: 'member',
  state: 'PENDING',
  told: at(0),
  created: at(0),
  modified: at(0),
};

const ENTRY: Complete<Notification> = {
  type: 'SESSION_REUSED',
  title: 'A session was ended',
  body: 'x',
  actor: null,
  actors: [],
  reference_type: null,
  reference_id: null,
  read: false,
  created: at(0),
  expires_at: LATER,
  delivery: { push: true, mail: false },
  taken_back: [],
  settled: true,
};

const UPLOAD: Complete<ContactUpload> = {
  uid: 'owner',
  state: 'RUNNING',
  total: 1000,
  processed: 500,
  percent: 50,
  matched: 1,
  invalid_count: 1,
  invalid: [{ line: 1, field: 'phone', message: 'x' }],
  chunks: 2,
  next_chunk: 1,
  due_at: at(0),
  created: at(0),
  modified: at(0),
  expires_at: LATER,
};

const PRESENCE: Complete<Presence> = { state: 'online', last_seen: at(0), expires_at: LATER };

const EVENT: Complete<ExternalEvent> = {
  notify_new_message: true,
  notify_friend_request: true,
  notify_notification: true,
  unread: { direct: 1 },
  read: { group: 1 },
  muted: { direct: at(0) },
  marked_unread: { direct: true },
  blocked_users: { blocked: true },
  new_chats_until: at(0),
  receipts_off: true,
  last_seen_hidden: true,
  renamed: at(0),
  disabled: true,
  push: { previews: true, mentions_pass_mute: true },
  notification_switches: ['REACTION.push'],
  push_claims: { direct: { through: 1, open: [] } },
  settled: at(0),
  modified: at(0),
};

const LOWERED: Allowance = { by: OWNER, to: false, never: [true, 0, null, 'false', [], {}] };
const READ: Allowance = { by: OWNER, to: true, never: [false, 1, null, 'true', [], {}] };

/** What hangs on a user. `absent` has no document of any kind. */
export const USERS: Place[] = [
  {
    name: 'users/{uid}',
    path: 'users/owner',
    fields: PROFILE,
    get: SIGNED_IN,
    missing: SIGNED_IN,
  },
  {
    name: 'users/{uid}/private/account',
    path: 'users/owner/private/account',
    fields: ACCOUNT,
    get: OWNER,
  },
  {
    name: 'users/{uid}/private/account',
    path: 'users/owner/private/other',
    fields: { secret: 'x' },
  },
  {
    name: 'contact-uploads/{job_id}',
    path: 'contact-uploads/job',
    fields: UPLOAD,
    get: OWNER,
  },
  {
    name: 'users/{uid}/devices/{device_id}',
    path: 'users/owner/devices/d',
    fields: DEVICE,
    get: OWNER,
    missing: OWNER,
    list: OWNER,
  },
  {
    name: 'users/{uid}/blocks/{uid2}',
    path: 'users/owner/blocks/blocked',
    fields: BLOCK,
    get: OWNER,
    missing: OWNER,
    list: OWNER,
  },
  {
    name: 'users/{uid}/contacts/{uid2}',
    path: 'users/owner/contacts/member',
    fields: CONTACT,
    get: OWNER,
    missing: OWNER,
    list: OWNER,
  },
  {
    name: 'users/{uid}/notifications/{id}',
    path: 'users/owner/notifications/n',
    fields: ENTRY,
    get: OWNER,
    missing: OWNER,
    list: OWNER,
    update: { read: READ },
  },
  {
    name: 'users-external-event/{uid}',
    path: 'users-external-event/owner',
    fields: EVENT,
    get: OWNER,
    update: {
      notify_new_message: LOWERED,
      notify_friend_request: LOWERED,
      notify_notification: LOWERED,
    },
  },
  {
    name: 'users/{uid}/unlisted-notifications/{id}',
    path: 'users/owner/unlisted-notifications/n',
    fields: ENTRY,
  },
  {
    name: 'friend-requests/{from_to}',
    path: 'friend-requests/owner_member',
    fields: REQUEST,
    get: ['owner', 'member'],
  },
  {
    name: 'friend-requests/{from_to}',
    path: 'friend-requests/stranger_owner',
    fields: { ...REQUEST, from_user: 'stranger', to_user: 'owner' },
    get: ['owner', 'stranger'],
  },
  {
    name: 'presence/{uid}',
    path: 'presence/owner',
    fields: PRESENCE,
    get: except(SIGNED_IN, 'blocked'),
    missing: SIGNED_IN,
  },
  {
    name: 'presence/{uid}',
    path: 'presence/blocked',
    fields: PRESENCE,
    get: except(SIGNED_IN, 'owner'),
    missing: SIGNED_IN,
  },
];
