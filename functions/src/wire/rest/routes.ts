import type { EndpointName } from '../endpoints.ts';
import type { QueryNames } from './query-names.ts';

/** One REST route: which use case serves it, and what it answers when all is well. */
export interface Route {
  method: 'get' | 'post' | 'put' | 'delete';
  /** With `{param}` for path parameters, which go into the input; answers with and without `/`. */
  path: string;
  endpoint: EndpointName;
  status: 200 | 201 | 202;
  /** In place of it where the answer says `created: false`: it was there already. */
  status_if_known?: 200;
  /** What fields of the input are called in the query, where that is another name. */
  query_names?: QueryNames;
  /** Where one path serves two use cases: this one when the body has any of these, its own fields. */
  when?: readonly string[];
  /** Where a body may also be a file, which is one field of the input as a whole. */
  files?: Files;
  /** Where an answer may be used again, by the one who got it; nothing is stored else. */
  cache_control?: string;
}

/** The `Cache-Control` of all other answers. */
export const NOT_KEPT = 'no-store';

/** Of what an app shows again and again, and may show a minute late. */
const FOR_A_MINUTE = 'private, max-age=60, stale-while-revalidate=30';

/** What a file of which type is in the input, and which fields come by the query beside it. */
export interface Files {
  fields: Readonly<Record<string, string>>;
  query: readonly string[];
}

/** The paths of the public interface. More specific ones (`when`) stand before the others. */
export const ROUTES: readonly Route[] = [
  { method: 'post', path: '/api-token-auth', endpoint: 'signInWithEmail', status: 200 },
  { method: 'post', path: '/api-token-refresh', endpoint: 'refreshSession', status: 200 },
  { method: 'post', path: '/api-token-verify', endpoint: 'verifySession', status: 200 },
  { method: 'post', path: '/password-set', endpoint: 'setPassword', status: 200 },
  {
    method: 'post',
    path: '/password-reset',
    endpoint: 'confirmPasswordReset',
    status: 200,
    when: ['oob_code', 'new_password'],
  },
  { method: 'post', path: '/password-reset', endpoint: 'requestPasswordReset', status: 202 },
  {
    method: 'post',
    path: '/email-verification',
    endpoint: 'confirmEmailVerification',
    status: 200,
    when: ['oob_code'],
  },
  {
    method: 'post',
    path: '/email-verification',
    endpoint: 'requestEmailVerification',
    status: 202,
  },
  { method: 'post', path: '/users/register', endpoint: 'registerWithEmail', status: 201 },
  {
    method: 'post',
    path: '/phone-auth',
    endpoint: 'verifyPhoneAuth',
    status: 200,
    when: ['challenge_id', 'code'],
  },
  { method: 'post', path: '/phone-auth', endpoint: 'startPhoneAuth', status: 202 },
  { method: 'post', path: '/google-auth', endpoint: 'signInWithGoogle', status: 200 },
  { method: 'post', path: '/facebook-auth', endpoint: 'signInWithFacebook', status: 200 },
  { method: 'post', path: '/firebase-auth', endpoint: 'signInWithFirebase', status: 200 },
  { method: 'delete', path: '/users/profile', endpoint: 'deleteAccount', status: 200 },
  { method: 'post', path: '/users/export', endpoint: 'exportAccount', status: 200 },
  { method: 'post', path: '/users/login', endpoint: 'signInWithEmail', status: 200 },
  { method: 'get', path: '/users/profile', endpoint: 'getProfile', status: 200 },
  { method: 'put', path: '/users/profile', endpoint: 'updateProfile', status: 200 },
  {
    method: 'get',
    path: '/users/by-id/{user_id}',
    endpoint: 'getUser',
    status: 200,
    cache_control: FOR_A_MINUTE,
  },
  {
    method: 'get',
    path: '/users/contacts/find-users',
    endpoint: 'findUsers',
    status: 200,
    query_names: { query: 'search' },
    cache_control: FOR_A_MINUTE,
  },
  {
    method: 'get',
    path: '/users/contacts/view-user/{username}',
    endpoint: 'viewUser',
    status: 200,
  },
  {
    method: 'get',
    path: '/users/contacts/blacklist-user/{username}',
    endpoint: 'blockStatus',
    status: 200,
  },
  {
    method: 'post',
    path: '/users/contacts/blacklist-user/{username}',
    endpoint: 'blockUser',
    status: 200,
  },
  {
    method: 'delete',
    path: '/users/contacts/blacklist-user/{username}',
    endpoint: 'unblockUser',
    status: 200,
  },
  {
    method: 'post',
    path: '/users/contacts/upload',
    endpoint: 'uploadContacts',
    status: 202,
    files: {
      fields: { 'text/vcard': 'vcard', 'text/x-vcard': 'vcard', 'text/csv': 'csv' },
      query: ['country'],
    },
  },
  {
    method: 'get',
    path: '/users/contacts/upload/{job_id}',
    endpoint: 'getContactsUpload',
    status: 200,
  },
  {
    method: 'delete',
    path: '/users/contacts/upload/{job_id}',
    endpoint: 'cancelContactsUpload',
    status: 200,
  },
  { method: 'get', path: '/users/contacts/contact-book', endpoint: 'listContacts', status: 200 },
  {
    method: 'post',
    path: '/users/contacts/contact-book/{username}',
    endpoint: 'addContact',
    status: 200,
  },
  {
    method: 'delete',
    path: '/users/contacts/contact-book/{username}',
    endpoint: 'removeContact',
    status: 200,
  },
  { method: 'put', path: '/users/location', endpoint: 'updateLocation', status: 200 },
  { method: 'delete', path: '/users/location', endpoint: 'clearLocation', status: 200 },
  { method: 'get', path: '/users/nearby', endpoint: 'findNearbyUsers', status: 200 },
  { method: 'get', path: '/friend-requests', endpoint: 'listFriendRequests', status: 200 },
  { method: 'post', path: '/friend-requests', endpoint: 'sendFriendRequest', status: 200 },
  {
    method: 'put',
    path: '/friend-requests/{username}',
    endpoint: 'answerFriendRequest',
    status: 200,
  },
  {
    method: 'delete',
    path: '/friend-requests/{username}',
    endpoint: 'cancelFriendRequest',
    status: 200,
  },
  { method: 'get', path: '/notifications', endpoint: 'listNotifications', status: 200 },
  {
    method: 'post',
    path: '/notifications/read',
    endpoint: 'markNotificationsRead',
    status: 200,
  },
  { method: 'post', path: '/chats', endpoint: 'createChat', status: 201, status_if_known: 200 },
  {
    method: 'get',
    path: '/chats',
    endpoint: 'listChats',
    status: 200,
    cache_control: FOR_A_MINUTE,
  },
  { method: 'post', path: '/chats/{chat_id}/messages', endpoint: 'sendMessage', status: 201 },
  { method: 'get', path: '/chats/{chat_id}/messages', endpoint: 'fetchMessages', status: 200 },
  { method: 'post', path: '/chats/{chat_id}/receipts', endpoint: 'reportReceipts', status: 200 },
];
