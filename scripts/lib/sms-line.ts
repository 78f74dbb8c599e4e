import type { Sms } from '../../testkit/stand-ins/twilio/types.ts';

/** One line about a text message or a call: when, to whom, what, and how it was answered unless OK. */
export function smsLine({ received, channel, to, text, answer }: Sms): string {
  const time = new Date(received).toTimeString().slice(0, 8);
  const refused = answer === 'OK' ? '' : ` [${answer}]`;
  return `${time}  ${channel} to ${to}: ${text.replace(/\s+/g, ' ')}${refused}`;
}
