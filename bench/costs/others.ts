import type { Operations } from './price.ts';

/** What a message takes elsewhere, by what is published; docs/cost.md says how each is derived. */
export interface Other {
  what: string;
  each: Operations;
}

const NONE: Operations = { reads: 0, writes: 0, deletes: 0, invocations: 0 };

/** By user and day: https://cloud.google.com/firestore/docs/billing-example. */
const GOOGLE = { sent: 10, reads: 80, writes: 20, deletes: 20 };

/** Both functions that its docs show react to each write of a message, the status of which one writes. */
const FLYER = { by_app: 1, runs: 2, by_status: 1, by_last_message: 1 };

/** The message to the inbox; delivery receipts to the sender's inbox and to one's own; a read receipt. */
const FIRESTREAM = { message: 1, delivered: 2, read: 1 };

/** What runs at the creation of each copy of a message, and at the update of the sender's. */
const CHAT21 = { by_copy: 2, by_update: 1 };

export const OTHERS: readonly Other[] = [
  {
    what: "Google's chat example, reading and expiry included",
    each: {
      reads: GOOGLE.reads / GOOGLE.sent,
      writes: GOOGLE.writes / GOOGLE.sent,
      deletes: GOOGLE.deletes / GOOGLE.sent,
      invocations: 0,
    },
  },
  {
    what: "Google's chat example, sending alone",
    each: { ...NONE, writes: GOOGLE.writes / GOOGLE.sent },
  },
  {
    what: 'flutter_firebase_chat_core with the functions of its docs',
    each: {
      ...NONE,
      writes: FLYER.by_app + FLYER.by_status + FLYER.runs * FLYER.by_last_message,
      invocations: 2 * FLYER.runs,
    },
  },
  {
    what: 'FireStream, direct, delivered',
    each: inboxes(FIRESTREAM.message + FIRESTREAM.delivered),
  },
  {
    what: 'FireStream, direct, delivered and read',
    each: inboxes(FIRESTREAM.message + FIRESTREAM.delivered + FIRESTREAM.read),
  },
  { what: 'Chat21, direct, invocations alone', each: copies(2) },
  { what: 'Chat21, group of 100, invocations alone', each: copies(100) },
];

/** Whatever is put into an inbox is read by the app that listens to it. */
function inboxes(written: number): Operations {
  return { ...NONE, reads: written, writes: written };
}

function copies(members: number): Operations {
  return { ...NONE, invocations: members * CHAT21.by_copy + CHAT21.by_update };
}
