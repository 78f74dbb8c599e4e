import { MAX_ENTRIES } from '../../functions/src/modules/address-book/entry.ts';
import { reachId } from '../../functions/src/modules/reach/reach-id.ts';
import { arrangeUsers } from '../../testkit/users.ts';
import { openWorld, type World } from '../../testkit/world.ts';

/** What an address book of the largest size took, at the emulators. */
export interface AddressBookTime {
  entries: number;
  /** Of which so many are users. */
  matched: number;
  megabytes: number;
  /** To the answer of the call, and until all of it was looked for, in milliseconds. */
  accepted_ms: number;
  done_ms: number;
  chunks: number;
  /** What the process held at most beyond what it held before, in megabytes. */
  peak_mb: number;
}

/** One in ten is a user. */
const USERS = MAX_ENTRIES / 10;
const SAMPLE_MS = 20;
const MEGABYTE = 1024 * 1024;

/**
 * Uploads a vCard file of 10,000 entries, a number and an address each, and runs its tasks one after
 * another, all in this process: what the platform takes to call them is not in it.
 */
export async function measureAddressBook(): Promise<AddressBookTime> {
  const world = await openWorld();
  try {
    await world.addUser('reader');
    await arrange(world);
    const vcard = Array.from({ length: MAX_ENTRIES }, (_, index) => card(index)).join('');
    const memory = watchMemory();
    const start = performance.now();
    const { job_id } = await world.call<{ job_id: string }>('reader', 'uploadContacts', { vcard });
    const accepted_ms = performance.now() - start;
    let chunks = 0;
    for (let task = world.tasks.take(); task !== undefined; task = world.tasks.take()) {
      await world.runTask(task);
      chunks += 1;
    }
    const done_ms = performance.now() - start;
    const { matched, state } = await world.call<{ matched: number; state: string }>(
      'reader',
      'getContactsUpload',
      { job_id },
    );
    if (state !== 'DONE') throw new Error(`the upload is ${state}`);
    const megabytes = vcard.length / MEGABYTE;
    return {
      ...{ entries: MAX_ENTRIES, matched, megabytes, accepted_ms, done_ms, chunks },
      peak_mb: memory.stop(),
    };
  } finally {
    await world.close();
  }
}

const phoneOf = (index: number) => `+1202555${String(index).padStart(4, '0')}`;

const card = (index: number) =>
  [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `FN:Somebody with the number ${index}`,
    `TEL;TYPE=CELL:${phoneOf(index)}`,
    `EMAIL:somebody-${index}@example.com`,
    'END:VCARD\r\n',
  ].join('\r\n');

async function arrange(world: World): Promise<void> {
  const uids = Array.from({ length: USERS }, (_, index) => `u${index}`);
  await arrangeUsers(world, uids);
  const writer = world.admin.bulkWriter({ throttling: false });
  for (const [index, uid] of uids.entries()) {
    const id = reachId(world.context.hash, { phone: phoneOf(index * 10) });
    void writer.set(world.admin.doc(`reach/${id}`), { uid, kind: 'phone' });
  }
  await writer.close();
}

function watchMemory() {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, SAMPLE_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return (most - before) / MEGABYTE;
    },
  };
}
