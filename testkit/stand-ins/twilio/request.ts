import type { HttpAnswer } from '../common/http.ts';
import { refusal, twilioError } from './answers.ts';

/** What a request asks for, or the answer that refuses it. */
export type Checked =
  { ok: true; to: string; from: string; text: string } | { ok: false; refusal: HttpAnswer };

/**
 * Checks a request as Twilio does, as far as a sender can get it wrong: the credentials, which must be
 * the account's, and the fields that must be there.
 *
 * https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 * https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource
 */
export function checkRequest(
  kind: 'Messages' | 'Calls',
  account: string,
  authorization: string | undefined,
  form: URLSearchParams,
): Checked {
  const refuse = (code: number, message: string): Checked => ({
    ok: false,
    refusal: twilioError(400, code, message),
  });
  if (!isOwner(account, authorization)) {
    return { ok: false, refusal: refusal('UNAUTHENTICATED', '') };
  }
  const field = (name: string): string => form.get(name) ?? '';
  const to = field('To');
  const isNumber = /^\+[1-9]\d{6,14}$/.test(to);
  if (kind === 'Messages') {
    const from = field('MessagingServiceSid') || field('From');
    if (to === '') return refuse(21604, "A 'To' phone number is required.");
    if (from === '') return refuse(21603, "A 'From' phone number is required.");
    if (field('Body') === '') return refuse(21602, 'Message body is required.');
    if (!isNumber) return { ok: false, refusal: refusal('INVALID_NUMBER', to) };
    return { ok: true, to, from, text: field('Body') };
  }
  if (to === '') return refuse(21201, "No 'To' number is specified");
  if (!/^\+\d+$/.test(field('From'))) return refuse(21213, "'From' phone number not verified");
  if (field('Twiml') === '') return refuse(21205, 'Url parameter is required.');
  if (!isNumber) return { ok: false, refusal: refusal('INVALID_NUMBER', to) };
  return { ok: true, to, from: field('From'), text: spoken(field('Twiml')) };
}

function isOwner(account: string, authorization = ''): boolean {
  const [scheme, credentials = ''] = authorization.split(' ');
  const [user, password] = Buffer.from(credentials, 'base64').toString().split(':');
  return scheme === 'Basic' && user === account && !!password;
}

/** What a caller hears of a TwiML document. */
function spoken(twiml: string): string {
  return twiml
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
