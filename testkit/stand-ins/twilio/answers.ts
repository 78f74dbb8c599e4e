import type { HttpAnswer } from '../common/http.ts';
import type { JsonObject } from '../common/json.ts';
import type { Answer, Failure, Sms } from './types.ts';

type Refusal = { status: number; code: number; message: (to: string) => string };

const REFUSALS: Record<Exclude<Failure, 'SILENCE'>, Refusal> = {
  INVALID_NUMBER: {
    status: 400,
    code: 21211,
    message: (to) => `Invalid 'To' Phone Number: ${to}`,
  },
  NOT_A_MOBILE_NUMBER: {
    status: 400,
    code: 21614,
    message: (to) => `'To' number: ${to}, is not a valid mobile number`,
  },
  REGION_NOT_ENABLED: {
    status: 400,
    code: 21408,
    message: (to) =>
      `Permission to send an SMS has not been enabled for the region indicated by the 'To' number: ${to}`,
  },
  UNAUTHENTICATED: { status: 401, code: 20003, message: () => 'Authenticate' },
  TOO_MANY_REQUESTS: { status: 429, code: 20429, message: () => 'Too Many Requests' },
  INTERNAL: { status: 500, code: 20500, message: () => 'Internal Server Error' },
  UNAVAILABLE: { status: 503, code: 20503, message: () => 'Service Unavailable' },
};

/** Every answer that can be asked for. */
export const ANSWERS: readonly Answer[] = [
  'OK',
  ...(Object.keys(REFUSALS) as (keyof typeof REFUSALS)[]),
  'SILENCE',
];

/** Twilio's answer to a refused request. */
export function refusal(
  failure: Exclude<Failure, 'SILENCE'>,
  to: string,
  retryAfterSeconds?: number,
): HttpAnswer {
  const { status, code, message } = REFUSALS[failure];
  const answer = twilioError(status, code, message(to));
  if (retryAfterSeconds === undefined) return answer;
  return { ...answer, headers: { 'retry-after': String(retryAfterSeconds) } };
}

/** An error in Twilio's format: https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions */
export function twilioError(status: number, code: number, message: string): HttpAnswer {
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  return { status, body: { code, message, more_info, status } };
}

/** 201 for a message or call that is queued, as far as its fields mean anything here. */
export function created(sms: Sms): HttpAnswer {
  const { account, sid, to, from } = sms;
  const kind = sms.channel === 'sms' ? 'Messages' : 'Calls';
  const date = new Date(sms.received).toUTCString().replace('GMT', '+0000');
  const common: JsonObject = {
    account_sid: account,
    api_version: '2010-04-01',
    date_created: date,
    date_updated: date,
    direction: 'outbound-api',
    from: from.startsWith('MG') ? null : from,
    price: null,
    price_unit: 'USD',
    sid,
    status: 'queued',
    subresource_uris: {},
    to,
    uri: `/2010-04-01/Accounts/${account}/${kind}/${sid}.json`,
  };
  if (sms.channel === 'call') return { status: 201, body: { ...common, duration: null } };
  const message = {
    body: sms.text,
    date_sent: null,
    error_code: null,
    error_message: null,
    messaging_service_sid: from.startsWith('MG') ? from : null,
    num_media: '0',
    num_segments: '1',
  };
  return { status: 201, body: { ...common, ...message } };
}
