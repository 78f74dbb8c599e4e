import { retryPushes } from '../functions/src/modules/delivery/retry-pushes.ts';
import { encodeFields } from '../functions/src/store/codec.ts';
import type { CreatedEvent } from '../testkit/events.ts';
import type { Push } from '../testkit/stand-ins/fcm/client.ts';
import type { World } from '../testkit/world.ts';
import { openChat, send } from './helpers.ts';

export const MINUTE = 60;

/** Two users, their chat, and the second one's phone. */
export interface PushScene {
  chat_id: string;
  low: string;
  high: string;
  /** The token of one of the scene's devices. */
  token(device?: string): string;
  register(uid: string, device: string): Promise<unknown>;
  /** Sends a text to `high` and delivers its event. */
  send(text?: string): Promise<{ message_id: string; message_number: number; event: CreatedEvent }>;
  /** Runs the schedule of further attempts. */
  retry(): Promise<void>;
  /** Lets so many seconds go by, then {@link retry}. */
  after(seconds: number): Promise<void>;
  /** What FCM took for a device, the oldest first. */
  received(device?: string): Promise<Push[]>;
  count(device?: string): Promise<number>;
  /** What was shown on the phone. */
  bodies(): Promise<string[]>;
  /** FCM takes nothing for a device, until {@link mend}. */
  breakDown(device?: string): Promise<void>;
  mend(device?: string): Promise<void>;
  /** Arranges fields of `high`'s event document. */
  arrange(fields: object): Promise<unknown>;
}

/** Makes users `2 * index` and `2 * index + 1` and what belongs to them. */
export async function openPushScene(world: World, index: number): Promise<PushScene> {
  const [low, high] = [`${2 * index}`, `${2 * index + 1}`];
  await world.addUser(low);
  await world.addUser(high);
  const chat_id = await openChat(world, low, high);
  const scene: PushScene = {
    chat_id,
    low,
    high,
    token: (device = 'phone') => `${device}-${high}-${world.projectId}`,
    register: (uid, device) =>
      world.call(uid, 'registerDevice', {
        device_id: device,
        token: scene.token(device),
        platform: 'ios',
      }),
    async send(text = 'x') {
      const { message_id, message_number } = await send(world, low, chat_id, text);
      const event = await world.messageEvent(chat_id, message_id);
      await world.drain();
      return { message_id, message_number: message_number ?? 0, event };
    },
    retry: () => world.runSchedule(retryPushes),
    async after(seconds) {
      world.clock.advance(seconds);
      await scene.retry();
    },
    received: (device) => world.inbox.pushes({ token: scene.token(device), answered: 'OK' }),
    count: async (device) => (await scene.received(device)).length,
    bodies: async () =>
      (await scene.received()).map(
        ({ message }) => (message['notification'] as { body: string }).body,
      ),
    // Over a minute, the SDK does not wait and try again itself.
    breakDown: (device) =>
      world.inbox.behave(scene.token(device), { answer: 'UNAVAILABLE', retry_after_seconds: 61 }),
    mend: (device) => world.inbox.forgive(scene.token(device)),
    arrange: (fields) =>
      world.admin.doc(`users-external-event/${high}`).update(encodeFields(fields)),
  };
  await scene.register(high, 'phone');
  return scene;
}

/** What a scene leaves undelivered is not the next one's. */
export async function closePushScene(world: World, { chat_id }: PushScene): Promise<void> {
  await world.admin.doc(`chats/${chat_id}`).update({ push_retry_at: null });
}
