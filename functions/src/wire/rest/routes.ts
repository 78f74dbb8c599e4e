import type { EndpointName } from '../endpoints.ts';

/** One REST route: which use case serves it, and what it answers when all is well. */
export interface Route {
  method: 'get' | 'post' | 'put' | 'delete';
  /** With `{param}` for path parameters, which go into the input; answers with and without `/`. */
  path: string;
  endpoint: EndpointName;
  status: 200 | 201 | 202;
  /** Where one path serves two use cases: this one when the body has that field. */
  when?: string;
}

/** The paths of the public interface. More specific ones (`when`) stand before the others. */
export const ROUTES: readonly Route[] = [
  { method: 'post', path: '/api-token-auth', endpoint: 'signInWithEmail', status: 200 },
  { method: 'post', path: '/api-token-refresh', endpoint: 'refreshSession', status: 200 },
  { method: 'post', path: '/api-token-verify', endpoint: 'verifySession', status: 200 },
  { method: 'post', path: '/users/login', endpoint: 'signInWithEmail', status: 200 },
  { method: 'post', path: '/chats', endpoint: 'createChat', status: 201 },
  { method: 'post', path: '/chats/{chat_id}/messages', endpoint: 'sendMessage', status: 201 },
];
