import type { Twilio } from 'twilio';

import type { Config } from '../../config/config.ts';
import { fieldError, ParleyError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import type { PhoneText, SmsSender } from '../../modules/phone/sender.ts';

/**
 * Twilio's codes that say that this very number takes no such text: not a number, not reachable, its
 * region switched off, no mobile number, opted out (https://www.twilio.com/docs/api/errors).
 */
const UNREACHABLE = new Set<unknown>([
  21211, 21214, 21215, 21216, 21217, 21265, 21408, 21610, 21612, 21614, 21635,
]);

/** Whether another try may go better: too much traffic, their fault, or no answer at all. */
const isPassing = (status: unknown): boolean =>
  typeof status !== 'number' || status === 429 || status >= 500;

/** Who the codes come from. */
type From = Pick<Config['twilio'], 'from' | 'messaging_service_sid'>;

/**
 * {@link SmsSender} by Twilio. Its errors name the number and carry the request, so of a failure only
 * its code and status are logged.
 */
export function twilioSender(
  client: () => Promise<Twilio | undefined>,
  from: From,
  log: Log,
): SmsSender {
  return {
    async send(text) {
      const twilio = await client();
      const lacking =
        twilio === undefined ? 'TWILIO_ACCOUNT_SID or TWILIO_AUTH_TOKEN' : lack(from, text);
      if (twilio === undefined || lacking !== undefined) {
        log.error(`Phone sign-in is not configured: ${lacking} is not set. See docs/deploy.md.`);
        throw new ParleyError('UPSTREAM_UNAVAILABLE');
      }
      try {
        await deliver(twilio, from, text);
      } catch (error) {
        const { code, status } = error as { code?: unknown; status?: unknown };
        const failure = { code, status, channel: text.channel };
        if (UNREACHABLE.has(code)) {
          log.info('Twilio does not reach a number', failure);
          throw fieldError('PHONE_NOT_ALLOWED', 'phone');
        }
        if (isPassing(status)) log.warn('Twilio cannot take a code now', failure);
        else log.error('Twilio refuses what is configured. See docs/deploy.md.', failure);
        throw new ParleyError('UPSTREAM_UNAVAILABLE');
      }
    },
  };
}

/** The param without which a text cannot be sent: a call needs a number of its own. */
function lack({ from, messaging_service_sid }: From, { channel }: PhoneText): string | undefined {
  if (from !== '') return undefined;
  if (channel === 'call') return 'TWILIO_FROM';
  return messaging_service_sid === '' ? 'TWILIO_FROM or TWILIO_MESSAGING_SERVICE_SID' : undefined;
}

async function deliver(twilio: Twilio, sender: From, text: PhoneText): Promise<void> {
  const { from, messaging_service_sid: messagingServiceSid } = sender;
  const to = text.phone;
  if (text.channel === 'sms') {
    const by = messagingServiceSid === '' ? { from } : { messagingServiceSid };
    await twilio.messages.create({ to, body: text.text, ...by });
    return;
  }
  const { twiml } = (await import('twilio')).default;
  const response = new twiml.VoiceResponse();
  response.say(text.text);
  await twilio.calls.create({ to, from, twiml: response.toString() });
}
