import type { AuditEntry } from '../../../functions/src/modules/admin/model.ts';
import type { UploadChunk } from '../../../functions/src/modules/address-book/model.ts';
import type {
  FirstAdmin,
  Revocation,
  SessionsDocument,
  WithdrawnAdmins,
} from '../../../functions/src/modules/auth/model.ts';
import type { Awaited } from '../../../functions/src/modules/awaited/model.ts';
import type { DirectoryEntry } from '../../../functions/src/modules/directory/model.ts';
import type { Deletion } from '../../../functions/src/modules/deletion/model.ts';
import type { TokenOwner } from '../../../functions/src/modules/devices/model.ts';
import type { EmailCodes } from '../../../functions/src/modules/email/codes.ts';
import type { LimitWindow } from '../../../functions/src/modules/limits/window.ts';
import type { Mail } from '../../../functions/src/modules/mail/model.ts';
import type { MessageEdit, NumberingState } from '../../../functions/src/modules/messages/model.ts';
import type { StoredLocation } from '../../../functions/src/modules/nearby/model.ts';
import type { WrongPasswords } from '../../../functions/src/modules/passwords/failures.ts';
import type { PhoneChallenge } from '../../../functions/src/modules/phone/model.ts';
import type { Reach } from '../../../functions/src/modules/reach/model.ts';
import type { Report } from '../../../functions/src/modules/reports/model.ts';
import type { HeldUsername, UsernameClaim } from '../../../functions/src/modules/users/model.ts';
import type { Statistics } from '../../../functions/src/modules/statistics/model.ts';
import { DIRECT, NEW } from './chats.ts';
import { at, LATER, type Complete, type Place } from './place.ts';

const of = <T>(name: string, path: string, fields: Complete<T>): Place => ({
  name,
  path,
  fields,
});

/** What no client may ever touch, whoever he is and whatever of it is his. */
export const FUNCTIONS_ONLY: Place[] = [
  of<UsernameClaim>('usernames/{username}', 'usernames/owner', {
    uid: 'owner',
    created: at(0),
    expires_at: LATER,
  }),
  of<HeldUsername>('held-usernames/{keyed hash of the username}', 'held-usernames/h', {
    uid: 'owner',
    expires_at: LATER,
  }),
  of<DirectoryEntry>('user-search/{uid}', 'user-search/owner', {
    username: 'owner',
    display_name: '',
    first_name: '',
    last_name: '',
    photo_url: null,
    about: '',
    terms: [],
    is_active: true,
    discoverable: { search: true, email: true, phone: true },
    visible: true,
    reach: { email: 'x', phone: null },
  }),
  of<Reach>('reach/{keyed hash of an address or number}', 'reach/h', {
    uid: 'owner',
    kind: 'email',
  }),
  of<SessionsDocument>('sessions/{uid}', 'sessions/owner', {
    sessions: {},
    profile: { username: 'owner', display_name: '', photo_url: null, about: '' },
    modified: at(0),
    ways: 'x',
    claim: { by: 'x', at: at(0) },
    password_changed: at(0),
  }),
  of<Revocation>('revocations/{uid or sid}', 'revocations/owner', {
    uid: 'owner',
    sid: null,
    reason: 'SIGNED_OUT',
    active: true,
    at: at(0),
    renew_at: at(0),
    expires_at: LATER,
  }),
  of<LimitWindow>('rate-limits/{hash of limit and key}', 'rate-limits/h', {
    start: 0,
    count: 1,
    previous: 0,
    last: 0,
    expires_at: LATER,
  }),
  of<WrongPasswords>(
    'password-failures/{hash of the name given and the requester}',
    'password-failures/h',
    { count: 1, last: at(0), expires_at: LATER },
  ),
  of<PhoneChallenge>('phone-challenges/{challenge_id}', 'phone-challenges/c', {
    phone: '+12025550123',
    code_hash: 'x',
    tries: 0,
    state: 'OPEN',
    created: at(0),
    expires_at: LATER,
  }),
  of<EmailCodes>('email-codes/{hash of purpose and address}', 'email-codes/h', {
    purpose: 'RESET_PASSWORD',
    uid: 'owner',
    email: 'owner@example.com',
    codes: [],
    expires_at: LATER,
  }),
  of<UploadChunk>('contact-uploads/{job_id}/chunks/{n}', 'contact-uploads/job/chunks/0', {
    reach_ids: ['x'],
    expires_at: LATER,
  }),
  of<Awaited>('awaited/{keyed hash of a user and of a number or address}', 'awaited/h', {
    uid: 'owner',
    expires_at: LATER,
  }),
  of<StoredLocation>('locations/{uid}', 'locations/owner', {
    lat: 52.515,
    lng: 13.38,
    geohash: 'u33db2p409',
    updated: at(0),
    expires_at: LATER,
  }),
  of<Mail>('mail/{id}', 'mail/m', {
    to: 'owner@example.com',
    message: { subject: 'x', text: 'x', html: 'x' },
    actor: 'member',
    created: at(0),
    expires_at: LATER,
  }),
  of<MessageEdit>(
    'chats/{chat_id}/messages/{message_id}/edits/{n}',
    `chats/${DIRECT}/messages/${NEW}/edits/1`,
    { text: 'former', replaced: at(0) },
  ),
  of<NumberingState>('chats/{chat_id}/numbering/state', `chats/${DIRECT}/numbering/state`, {
    numbered: 2,
    fanned_out: 1,
    due_at: at(0),
  }),
  of<AuditEntry>('audit/{id}', 'audit/a', {
    actor: 'admin',
    action: 'DISABLE_USER',
    target: 'disabled',
    message: { chat_id: DIRECT, message_id: NEW },
    report: 'r',
    change: { features: {} },
    reason: null,
    created: at(0),
  }),
  of<WithdrawnAdmins>('admin-register/withdrawn', 'admin-register/withdrawn', {
    uids: { stranger: at(0) },
    unfinished: { stranger: 'WITHDRAW' },
  }),
  of<FirstAdmin>('bootstrap/first-admin', 'bootstrap/first-admin', {
    uid: 'admin',
    state: 'DONE',
    created: at(0),
  }),
  of<Report>('reports/{id}', 'reports/r', {
    reporter: 'owner',
    reported: 'blocked',
    reason: 'SPAM',
    text: null,
    chat_id: null,
    messages: [],
    authors: ['blocked'],
    created: at(0),
    state: 'OPEN',
    handled_by: null,
    handled_at: null,
    note: null,
    latest: 'r',
  }),
  of<Deletion>('deletions/{uid}', 'deletions/owner', {
    round: 1,
    step: 'chats',
    cursor: null,
    runs: 0,
    requested: at(0),
    due_at: at(0),
  }),
  ...['2026-01-01', 'total'].map((of_what) =>
    of<Statistics>('statistics/{date}', `statistics/${of_what}`, {
      users: 1,
      chats: 1,
      messages: 1,
      through: at(0),
    }),
  ),
  of<TokenOwner>('device-tokens/{sha256 of the token}', 'device-tokens/t', {
    uid: 'owner',
    device_id: 'd',
  }),
  { name: 'anything/{else}', path: 'anything/else', fields: { a: 1 } },
];
