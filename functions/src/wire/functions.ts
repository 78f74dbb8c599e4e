import './options.ts';

import type { Context } from '../context/context.ts';
import { api } from './api.ts';
import { callable } from './callable.ts';

/** Every function that is called, by its public name, over a context that is asked for per call. */
export function defineFunctions(context: () => Context) {
  return {
    api: api(context),
    signInWithEmail: callable(
      context,
      async () => (await import('../modules/auth/sign-in-with-email.ts')).signInWithEmail,
    ),
    createChat: callable(
      context,
      async () => (await import('../modules/chats/create-chat.ts')).createChat,
    ),
    sendMessage: callable(
      context,
      async () => (await import('../modules/messages/send-message.ts')).sendMessage,
    ),
    markDelivered: callable(
      context,
      async () => (await import('../modules/receipts/mark-delivered.ts')).markDelivered,
    ),
    markRead: callable(
      context,
      async () => (await import('../modules/receipts/mark-read.ts')).markRead,
    ),
    registerDevice: callable(
      context,
      async () => (await import('../modules/devices/register-device.ts')).registerDevice,
    ),
    unregisterDevice: callable(
      context,
      async () => (await import('../modules/devices/unregister-device.ts')).unregisterDevice,
    ),
  };
}
