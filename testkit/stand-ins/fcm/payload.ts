import { invalidArgument, type HttpAnswer } from './answers.ts';
import { isJsonObject, type JsonObject } from './types.ts';

/** Bytes of keys and values: https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode, "Message too big". */
const LIMIT_BYTES = 4096;
const LIMIT_BYTES_TOPIC = 2048;

/** The answer that refuses the message's data or size, or nothing when both are fine. */
export function payloadFault(message: JsonObject): HttpAnswer | undefined {
  const android = isJsonObject(message.android) ? message.android : {};
  return dataFault(message, 'message') ?? dataFault(android, 'message.android') ?? tooBig(message);
}

function dataFault(holder: JsonObject, path: string): HttpAnswer | undefined {
  const { data } = holder;
  if (data === undefined) return undefined;
  const field = `${path}.data`;
  if (!isJsonObject(data)) {
    const description = `Invalid value at '${field}' (Map), ${JSON.stringify(data)}`;
    return invalidArgument(description, { field, description }, false);
  }
  for (const [index, [key, value]] of Object.entries(data).entries()) {
    if (typeof value !== 'string') {
      const at = `${field}[${index}].value`;
      const description = `Invalid value at '${at}' (TYPE_STRING), ${JSON.stringify(value)}`;
      return invalidArgument(description, { field: at, description }, false);
    }
    if (isReserved(key)) {
      const description = `Invalid data payload key: ${key}`;
      return invalidArgument(description, { field, description });
    }
  }
  return undefined;
}

// The reference names `from`, `message_type`, `google.*` and `gcm.notification.*`, the page of
// error codes also `gcm`; the wider rule keeps a sender clear of both.
function isReserved(key: string): boolean {
  return ['from', 'message_type', 'gcm'].includes(key) || /^(google|gcm)\./.test(key);
}

function tooBig(message: JsonObject): HttpAnswer | undefined {
  const direct = message.token !== undefined || message.fid !== undefined;
  const limit = direct ? LIMIT_BYTES : LIMIT_BYTES_TOPIC;
  const bytes = Math.max(androidBytes(message), apnsBytes(message));
  if (bytes <= limit) return undefined;
  const description = `Message too big: ${bytes} bytes, the limit is ${limit}`;
  return invalidArgument(description, { field: 'message', description });
}

/** What an Android device is sent: the data, its own entries last, and the notification's texts. */
function androidBytes(message: JsonObject): number {
  const android = isJsonObject(message.android) ? message.android : {};
  const sent: JsonObject = {};
  for (const part of [message.data, android.data, message.notification, android.notification]) {
    if (isJsonObject(part)) Object.assign(sent, part);
  }
  return Object.entries(sent).reduce((sum, [key, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return sum + Buffer.byteLength(key) + Buffer.byteLength(text);
  }, 0);
}

/** What APNs is sent: one JSON payload, which Apple limits to 4,096 bytes as a whole. */
function apnsBytes(message: JsonObject): number {
  const apns = isJsonObject(message.apns) ? message.apns : undefined;
  if (!apns) return 0;
  const payload = isJsonObject(apns.payload) ? apns.payload : {};
  const own = isJsonObject(payload.aps) ? payload.aps : {};
  const aps = message.notification === undefined ? own : { alert: message.notification, ...own };
  const data = isJsonObject(message.data) ? message.data : {};
  return Buffer.byteLength(JSON.stringify({ ...data, ...payload, aps }));
}
