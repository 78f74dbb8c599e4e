/** One message that somebody tries to send into the chat of `low` and `high`. */
export interface MessageCase {
  name: string;
  /** Fields to set, over a valid text message; `undefined` leaves a field out. */
  fields: Record<string, unknown>;
  allowed: boolean;
  /** The field that the callable names when it refuses. */
  field?: string;
}

const long = (length: number) => 'x'.repeat(length);
const entries = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v']));

/** An image's reference, with some fields set otherwise. */
const file = (fields: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries({
      path: 'chats/c/photo.jpg',
      name: 'photo.jpg',
      content_type: 'image/jpeg',
      size: 1024,
      ...fields,
    }).filter(([, value]) => value !== undefined),
  );

const ofFile = (
  name: string,
  fields: Record<string, unknown>,
  field?: string,
  type = 'IMAGE',
): MessageCase => ({
  name,
  fields: { type, text: undefined, file: file(fields) },
  allowed: field === undefined,
  ...(field !== undefined && { field }),
});

/** The types that carry a file, and what the file may hold. */
const FILES: MessageCase[] = [
  ofFile('an image', {}),
  ofFile('an image of all details', {
    width: 640,
    height: 480,
    thumbnail_path: 'chats/c/thumb.jpg',
  }),
  ofFile('a video', { content_type: 'video/mp4', duration: 12.5 }, undefined, 'VIDEO'),
  ofFile('an audio', { content_type: 'audio/ogg', duration: 0 }, undefined, 'AUDIO'),
  ofFile('a file of any kind', { content_type: 'application/pdf' }, undefined, 'FILE'),
  {
    name: 'an image with a caption',
    fields: { type: 'IMAGE', text: 'look', file: file({}) },
    allowed: true,
  },
  {
    name: 'an image with an empty caption',
    fields: { type: 'IMAGE', text: '', file: file({}) },
    allowed: false,
    field: 'text',
  },
  { name: 'an image without a file', fields: { type: 'IMAGE' }, allowed: false, field: 'file' },
  {
    name: 'an image whose file is text',
    fields: { type: 'IMAGE', file: 'x' },
    allowed: false,
    field: 'file',
  },
  ofFile('an image of another kind', { content_type: 'video/mp4' }, 'file.content_type'),
  ofFile('a video that is an image', {}, 'file.content_type', 'VIDEO'),
  ofFile('no content type', { content_type: undefined }, 'file.content_type'),
  ofFile('a content type that is a number', { content_type: 7 }, 'file.content_type'),
  ofFile('a content type with a line end', { content_type: 'image/x\n' }, 'file.content_type'),
  ofFile('a content type with parameters', { content_type: 'image/x; y' }, 'file.content_type'),
  ofFile('no path', { path: undefined }, 'file.path'),
  ofFile('a path of 1,025', { path: long(1025) }, 'file.path'),
  ofFile('an empty name', { name: '' }, 'file.name'),
  ofFile('a name of 256', { name: long(256) }, 'file.name'),
  ofFile('no size', { size: undefined }, 'file.size'),
  ofFile('a size of 0', { size: 0 }, 'file.size'),
  ofFile('half a byte', { size: 1.5 }, 'file.size'),
  ofFile('a size as text', { size: '9' }, 'file.size'),
  ofFile('5 GiB', { size: 5 * 1024 ** 3 }),
  ofFile('more than 5 GiB', { size: 5 * 1024 ** 3 + 1 }, 'file.size'),
  ofFile('a duration that is no number', { duration: NaN }, 'file.duration'),
  ofFile('an endless duration', { duration: Infinity }, 'file.duration'),
  ofFile('a width of 0', { width: 0 }, 'file.width'),
  ofFile('a height of 100,001', { height: 100_001 }, 'file.height'),
  ofFile('a negative duration', { duration: -1 }, 'file.duration'),
  ofFile('a thumbnail of 1,025', { thumbnail_path: long(1025) }, 'file.thumbnail_path'),
  ofFile('a field of a file that nobody knows', { url: 'x' }, 'file.url'),
];

const place = (params: unknown, field?: string): MessageCase => ({
  name: `a place ${String(JSON.stringify(params))}`,
  fields: { type: 'LOCATION', text: undefined, action_params: params },
  allowed: field === undefined,
  ...(field !== undefined && { field }),
});

const contact = (params: unknown, field?: string): MessageCase => ({
  ...place(params, field),
  name: `a contact ${String(JSON.stringify(params)).slice(0, 60)}`,
  fields: { type: 'CONTACT', text: undefined, action_params: params },
});

const CONTACTS_AND_PLACES: MessageCase[] = [
  place({ lat: 52.5, lng: 13.4 }),
  place({ lat: -90, lng: 180, name: 'a pole' }),
  place({ lat: 90.1, lng: 0 }, 'action_params.lat'),
  place({ lat: 0, lng: -180.5 }, 'action_params.lng'),
  place({ lat: '0', lng: 0 }, 'action_params.lat'),
  { ...place({ lat: NaN, lng: 0 }, 'action_params.lat'), name: 'a place that is no number' },
  place({ lat: 0 }, 'action_params.lng'),
  place(undefined, 'action_params'),
  place('here', 'action_params'),
  contact({ name: 'Ann', phone: '+12025550123', user_id: '7' }),
  contact({ name: long(200) }),
  contact({ name: long(201) }, 'action_params.name'),
  contact({ name: '' }, 'action_params.name'),
  contact({ phone: '+12025550123' }, 'action_params.name'),
  contact({ name: 'Ann', phones: ['x'] }, 'action_params.phones'),
  contact(null, 'action_params'),
];

/** As much as a message can hold: rules evaluate 1,000 expressions for a request at most. */
export const EVERYTHING = {
  type: 'VIDEO',
  text: long(5000),
  file: file({
    path: long(1024),
    name: long(255),
    content_type: 'video/mp4',
    size: 5 * 1024 ** 3,
    width: 100_000,
    height: 100_000,
    duration: 86_400,
    thumbnail_path: long(1024),
  }),
  file_name: long(255),
  reference_type: long(64),
  reference_id: long(128),
  action: 'REPLY',
  // The kind that the rules look for last, but for one of each.
  action_params: Object.fromEntries(
    ['text', 7, null, true, true, true, true, true, true, false].map((value, index) => [
      `${index}${long(63)}`,
      value === 'text' ? long(500) : value,
    ]),
  ),
};

/**
 * What a message may hold. One table for both doors: `firestore.rules` decides each row for a direct
 * write, the schema of `sendMessage` decides it for a call, and they must agree.
 */
export const MESSAGE_CASES: MessageCase[] = [
  { name: 'a text', fields: {}, allowed: true },
  { name: 'one character', fields: { text: 'x' }, allowed: true },
  { name: '5,000 characters', fields: { text: long(5000) }, allowed: true },
  { name: '2,500 emoji of two code units', fields: { text: '😀'.repeat(2500) }, allowed: true },
  { name: 'white space', fields: { text: ' ' }, allowed: true },
  { name: 'no text', fields: { text: undefined }, allowed: false, field: 'text' },
  { name: 'empty text', fields: { text: '' }, allowed: false, field: 'text' },
  { name: '5,001 characters', fields: { text: long(5001) }, allowed: false, field: 'text' },
  { name: '2,501 emoji', fields: { text: '😀'.repeat(2501) }, allowed: false, field: 'text' },
  { name: 'a number as text', fields: { text: 7 }, allowed: false, field: 'text' },
  { name: 'null as text', fields: { text: null }, allowed: false, field: 'text' },
  { name: 'a list as text', fields: { text: ['x'] }, allowed: false, field: 'text' },

  { name: 'no type', fields: { type: undefined }, allowed: false, field: 'type' },
  { name: 'an unknown type', fields: { type: 'SMELL' }, allowed: false, field: 'type' },
  { name: 'a SYSTEM message', fields: { type: 'SYSTEM' }, allowed: false, field: 'type' },
  { name: 'a type in lower case', fields: { type: 'text' }, allowed: false, field: 'type' },

  ...FILES,
  ...CONTACTS_AND_PLACES,
  { name: 'a message of everything', fields: EVERYTHING, allowed: true },
  { name: 'a file with a text', fields: { file: file({}) }, allowed: false, field: 'file' },

  { name: 'a reply', fields: { action: 'REPLY', action_params: { id: 'm' } }, allowed: true },
  { name: 'a forward', fields: { action: 'FORWARD' }, allowed: true },
  { name: 'an edit', fields: { action: 'EDIT' }, allowed: false, field: 'action' },
  { name: 'a deletion', fields: { action: 'DELETE' }, allowed: false, field: 'action' },
  { name: 'no params', fields: { action_params: {} }, allowed: true },
  {
    name: 'params of all scalar kinds',
    fields: { action_params: { a: 'x', b: 1, c: true, d: null, e: 1.5, f: false, g: -0, h: '' } },
    allowed: true,
  },
  { name: '10 params', fields: { action_params: entries(10) }, allowed: true },
  {
    name: '11 params',
    fields: { action_params: entries(11) },
    allowed: false,
    field: 'action_params',
  },
  {
    name: 'a nested param',
    fields: { action_params: { a: { b: 1 } } },
    allowed: false,
    field: 'action_params.a',
  },
  // Rules have no loops, so each position is looked at on its own.
  ...Array.from({ length: 10 }, (_, index): MessageCase => ({
    name: `a list as param ${index + 1} of 10`,
    fields: { action_params: { ...entries(10), [`k${index}`]: ['x'] } },
    allowed: false,
    field: `action_params.k${index}`,
  })),
  ...[NaN, Infinity, -Infinity].map((value): MessageCase => ({
    name: `${value} as a param`,
    fields: { action_params: { a: value } },
    allowed: false,
    field: 'action_params.a',
  })),
  {
    name: 'a param with a line end in its name',
    fields: { action_params: { 'a\n': 'x' } },
    allowed: false,
    field: 'action_params.a\n',
  },
  { name: 'a param of 500', fields: { action_params: { a: long(500) } }, allowed: true },
  {
    name: 'a param of 501',
    fields: { action_params: { a: long(501) } },
    allowed: false,
    field: 'action_params.a',
  },
  {
    name: 'a param with a space in its name',
    fields: { action_params: { 'a b': 'x' } },
    allowed: false,
    field: 'action_params.a b',
  },
  {
    name: 'param names of 641 characters',
    fields: { action_params: { [long(641)]: 'x' } },
    allowed: false,
    field: 'action_params',
  },
  {
    name: 'params as text',
    fields: { action_params: 'x' },
    allowed: false,
    field: 'action_params',
  },

  { name: 'a file name', fields: { file_name: long(255) }, allowed: true },
  { name: 'an empty file name', fields: { file_name: '' }, allowed: false, field: 'file_name' },
  {
    name: 'a file name of 256',
    fields: { file_name: long(256) },
    allowed: false,
    field: 'file_name',
  },
  {
    name: 'a reference',
    fields: { reference_type: long(64), reference_id: long(128) },
    allowed: true,
  },
  {
    name: 'a reference type of 65',
    fields: { reference_type: long(65) },
    allowed: false,
    field: 'reference_type',
  },
  {
    name: 'a reference id of 129',
    fields: { reference_id: long(129) },
    allowed: false,
    field: 'reference_id',
  },
  {
    name: 'a number as reference id',
    fields: { reference_id: 9 },
    allowed: false,
    field: 'reference_id',
  },

  {
    name: 'a number of its own',
    fields: { message_number: 1 },
    allowed: false,
    field: 'message_number',
  },
  { name: 'a field nobody knows', fields: { extra: true }, allowed: false, field: 'extra' },
  { name: 'reactions', fields: { reactions: {} }, allowed: false, field: 'reactions' },
  { name: 'hidden_for', fields: { hidden_for: [] }, allowed: false, field: 'hidden_for' },
  { name: 'edited', fields: { edited: true }, allowed: false, field: 'edited' },
  { name: 'deleted', fields: { deleted: false }, allowed: false, field: 'deleted' },
];

/** Who may send, on the same footing. The chat is between `low` and `high`. */
export interface SenderCase {
  name: string;
  sender: 'low' | 'high' | 'stranger';
  /** Fields to set on the chat first. */
  chat?: Record<string, unknown>;
  missingChat?: true;
  allowed: boolean;
  reason?: string;
}

export const SENDER_CASES: SenderCase[] = [
  { name: 'the first of the two', sender: 'low', allowed: true },
  { name: 'the second of the two', sender: 'high', allowed: true },
  { name: 'a stranger', sender: 'stranger', allowed: false, reason: 'CHAT_NOT_MEMBER' },
  {
    name: 'a member while the other has blocked him',
    sender: 'low',
    chat: { blocked_by: ['high'] },
    allowed: false,
    reason: 'USER_BLOCKED',
  },
  {
    name: 'a member who has blocked the other',
    sender: 'low',
    chat: { blocked_by: ['low'] },
    allowed: false,
    reason: 'USER_BLOCKED',
  },
  {
    name: 'a member of an inactive chat',
    sender: 'low',
    chat: { active: false },
    allowed: false,
    reason: 'CHAT_INACTIVE',
  },
  {
    name: 'anybody to a chat that does not exist',
    sender: 'low',
    missingChat: true,
    allowed: false,
    reason: 'CHAT_NOT_FOUND',
  },
];
