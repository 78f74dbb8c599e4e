import type { Device } from './device.ts';
import { highestNumber, ownNumbers, type View } from './model.ts';

/**
 * Reports what has arrived and what was read, each number once: while a report is on its way the view
 * still shows the old numbers.
 */
export class Receipts {
  readonly #device: Device;
  readonly #onError: (error: Error) => void;
  readonly #reported = { markDelivered: 0, markRead: 0 };

  constructor(device: Device, onError: (error: Error) => void) {
    this.#device = device;
    this.#onError = onError;
  }

  /** Reports the messages on show, as read or as delivered only. */
  async report(view: View, read: boolean): Promise<void> {
    if (!view.chat) return;
    const name = read ? 'markRead' : 'markDelivered';
    const message_number = highestNumber(view);
    const { delivered, read: readBefore } = ownNumbers(view);
    const known = Math.max(read ? readBefore : delivered, this.#reported[name]);
    if (message_number <= known) return;
    this.#reported[name] = message_number;
    try {
      await this.#device.call(name, { chat_id: view.chat_id, message_number });
    } catch (error) {
      this.#reported[name] = 0;
      this.#onError(error as Error);
    }
  }
}
