import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { fieldError } from '../../kernel/errors.ts';
import { CODE_DIGITS, codeText, hashCode } from './code.ts';
import { countSend, RESEND_SECONDS } from './count-send.ts';
import { CHALLENGE_SECONDS } from './model.ts';
import { isAllowed, parsePhone } from './phone-number.ts';
import { sendCode } from './send-code.ts';
import { createChallenge } from './store.ts';

const input = z.strictObject({
  phone: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(32, 'must have at most 32 characters')
    .meta({ description: 'In international format; stored as E.164' }),
  channel: z.enum(['sms', 'call']).optional().meta({ description: 'A message when left out' }),
});

const time = z.iso.datetime().meta({ description: 'RFC 3339, UTC' });

const output = z
  .object({ challenge_id: z.string(), expires_at: time, resend_at: time })
  .meta({ id: 'PhoneChallenge' });

/**
 * Sends a code to a phone. Known and unknown numbers get the same answer for the same work; whether
 * there is an account is looked at only when a day's caps are nearly used up. Each request is a challenge of its own:
 * nobody's request ends anybody else's.
 *
 * The challenge is written once the carrier has taken the code: a sending that fails leaves none, and
 * nobody knows its id before the answer.
 *
 * Costs 9 reads and 10 writes, all but one of them for limits, and 8 reads more on such a day. Errors:
 * FIELDS_INVALID, PHONE_NOT_ALLOWED, RATE_LIMITED, UPSTREAM_UNAVAILABLE.
 */
export const startPhoneAuth = endpoint({
  name: 'startPhoneAuth',
  summary: 'Send a sign-in code to a phone',
  auth: 'none',
  input,
  output,
  limits: [{ limit: 'phone_start_by_ip', key: (_input, { requester }) => requester.ip }],
  errors: ['PHONE_NOT_ALLOWED', 'UPSTREAM_UNAVAILABLE'],
  handler: async (ctx, { phone: given, channel = 'sms' }, { requester }) => {
    const phone = await parsePhone(given);
    if (!isAllowed(ctx.config.phone.countries, phone)) {
      throw fieldError('PHONE_NOT_ALLOWED', 'phone');
    }
    const sending = await countSend(ctx, phone, requester.ip);
    const challenge_id = ctx.random.id();
    const code = ctx.random.digits(CODE_DIGITS);
    const now = ctx.clock.now();
    const text = { phone: phone.e164, text: codeText(code, channel), channel };
    await sendCode(ctx, text, sending);

    const expires_at = now.plusSeconds(CHALLENGE_SECONDS);
    await ctx.db.transact(async (tx) =>
      createChallenge(tx, challenge_id, {
        phone: phone.e164,
        code_hash: hashCode(ctx, challenge_id, code),
        tries: 0,
        state: 'OPEN',
        created: now,
        expires_at,
      }),
    );
    return {
      challenge_id,
      expires_at: expires_at.toRfc3339(),
      resend_at: now.plusSeconds(RESEND_SECONDS).toRfc3339(),
    };
  },
});
