import { finishContactUploads } from '../../../functions/src/modules/address-book/finish-contact-uploads.ts';
import type { Recorder } from '../recorder.ts';

const PLACE = { lat: 52.5163, lng: 13.3777 };
const NUMBERS = { caller: '+12025550101', friend: '+12025550102', late: '+12025550103' };

/** Who is near, and who of an address book is here; the limits of each are in its count. */
export async function nearbyAndAddressBooks({ world, call, reaction }: Recorder): Promise<void> {
  const join = async (uid: keyof typeof NUMBERS) => {
    await world.auth.createUser({ uid, displayName: uid, phoneNumber: NUMBERS[uid] });
    await world.client(uid);
  };
  const runTask = async () => {
    const task = world.tasks.take();
    if (task !== undefined) await world.runTask(task);
  };
  for (const uid of ['caller', 'friend'] as const) await join(uid);
  await world.call('caller', 'listSessions');

  await call('caller', 'updateLocation', PLACE, 'the first');
  await call('caller', 'updateLocation', PLACE);
  const near = { ...PLACE, radius_m: 1000 };
  await call('caller', 'findNearbyUsers', near, 'within 1 km, where nobody is');
  await call('caller', 'findNearbyUsers', { ...PLACE, radius_m: 50_000 }, 'within 50 km, likewise');
  await world.call('friend', 'updateLocation', PLACE);
  await call('caller', 'findNearbyUsers', near, 'within 1 km, where one is');
  await call('caller', 'clearLocation', {});

  const contacts = [NUMBERS.friend, NUMBERS.late].map((phone) => ({ phones: [phone] }));
  const input = { contacts, country: 'US' };
  const { job_id } = await call<{ job_id: string }>('caller', 'uploadContacts', input);
  await call('caller', 'uploadContacts', input, 'once more');
  await reaction('matchContacts', 'of two, one of a user', runTask);
  await call('caller', 'getContactsUpload', { job_id });
  await join('late');
  const own = { contacts: [{ phones: [NUMBERS.caller] }], country: 'US' };
  await world.call('late', 'uploadContacts', own);
  await reaction('matchContacts', 'of one, a user who has waited', runTask);
  await world.drain();
  const more = { contacts: [{ phones: ['+12025550199'] }] };
  const other = await call<{ job_id: string }>(
    'caller',
    'uploadContacts',
    more,
    'without a country',
  );
  await call('caller', 'cancelContactsUpload', other);
  const net = () => world.runSchedule(finishContactUploads);
  await reaction('finishContactUploads', 'with nothing left', net);
}
