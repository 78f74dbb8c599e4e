import type { Context } from '../../context/context.ts';
import type { Sending } from './count-send.ts';
import type { PhoneText } from './sender.ts';

/** Longer than a carrier takes to accept a text, but for the worst days. */
const HIDING_MS = 3000;

/**
 * Sends a code, or seems to. What goes out of the reserve, and what is withheld because there is only
 * that, look the same from outside: neither how long it takes nor a failure shows which it was.
 *
 * @throws ParleyError PHONE_NOT_ALLOWED, UPSTREAM_UNAVAILABLE; nothing where it must not show
 */
export async function sendCode(ctx: Context, text: PhoneText, sending: Sending): Promise<void> {
  if (sending === 'open') return ctx.sms.send(text);
  const sent = sending === 'reserved' ? ctx.sms.send(text) : Promise.resolve();
  // The sender has logged a failure.
  await Promise.all([sent.catch(() => undefined), ctx.clock.pause(HIDING_MS)]);
}
