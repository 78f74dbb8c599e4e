import { invalidArgument, type HttpAnswer } from './answers.ts';
import { payloadFault } from './payload.ts';
import { isJsonObject, type Json, type JsonObject } from './types.ts';

/** A send request that passed, or the answer that refuses it. */
export type Checked =
  | { ok: true; message: JsonObject; token: string | null; validateOnly: boolean }
  | { ok: false; message: JsonObject | null; token: string | null; refusal: HttpAnswer };

const TARGETS = ['token', 'topic', 'condition', 'fid'];
const MESSAGE_FIELDS = [
  ...TARGETS,
  ...['name', 'data', 'notification', 'android', 'webpush', 'apns', 'fcm_options', 'fcmOptions'],
];
const NOTIFICATION_FIELDS = ['title', 'body', 'image'];

/**
 * Checks a send request the way FCM does, as far as a sender can get it wrong: unknown fields, the
 * number of targets, the data map and the size. Any non-empty token is a valid token here, so that
 * tests can use readable ones.
 *
 * Source: https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages
 */
export function checkSend(body: Json): Checked {
  const message = isJsonObject(body) ? body.message : undefined;
  if (!isJsonObject(body) || !isJsonObject(message)) {
    const refusal = invalidArgument('Request contains no message.', undefined, false);
    return { ok: false, message: null, token: null, refusal };
  }
  const token = typeof message.token === 'string' && message.token !== '' ? message.token : null;
  const refusal = unknownField(message) ?? targetFault(message) ?? payloadFault(message);
  if (refusal) return { ok: false, message, token, refusal };
  return { ok: true, message, token, validateOnly: body.validate_only === true };
}

function unknownField(message: JsonObject): HttpAnswer | undefined {
  const { notification } = message;
  const found =
    firstUnknown(message, MESSAGE_FIELDS, 'message') ??
    (isJsonObject(notification)
      ? firstUnknown(notification, NOTIFICATION_FIELDS, 'message.notification')
      : undefined);
  if (!found) return undefined;
  const description = `Invalid JSON payload received. Unknown name "${found.name}" at '${found.field}': Cannot find field.`;
  return invalidArgument(description, { field: found.field, description }, false);
}

function firstUnknown(object: JsonObject, known: string[], field: string) {
  const name = Object.keys(object).find((key) => !known.includes(key));
  return name === undefined ? undefined : { name, field };
}

function targetFault(message: JsonObject): HttpAnswer | undefined {
  const given = TARGETS.filter((target) => message[target] !== undefined);
  const [first, second] = given;
  if (second !== undefined) {
    const description = `Invalid value at 'message' (oneof), oneof field 'target' is already set. Cannot set '${second}'`;
    return invalidArgument(description, { field: 'message', description }, false);
  }
  const value = first === undefined ? undefined : message[first];
  if (typeof value === 'string' && value !== '') return undefined;
  const description = 'Recipient of the message is not set.';
  return invalidArgument(description, { field: 'message', description });
}
