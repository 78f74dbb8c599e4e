import type { ContactUpload } from '../../functions/src/modules/address-book/model.ts';
import type { Notification } from '../../functions/src/modules/notifications/model.ts';
import type { World } from '../../testkit/world.ts';
import { tokenOf } from '../helpers.ts';

export const DAY = 86_400;
export const PHONES = {
  ada: '+12025550101',
  grace: '+12025550102',
  alan: '+12025550103',
  edsger: '+4930123456',
} as const;
export type Person = keyof typeof PHONES;
export const UNKNOWN = '+12025550199';

/** What is done with address books in the world of a test, and what is seen of it. */
export function uploadsIn(world: () => World) {
  /** Has somebody join, with his number. */
  const join = async (uid: Person): Promise<void> => {
    await world().auth.createUser({ uid, displayName: uid, phoneNumber: PHONES[uid] });
    await tokenOf(world(), uid);
  };
  const upload = async (uid: string, input: object): Promise<string> =>
    (await world().call<{ job_id: string }>(uid, 'uploadContacts', input)).job_id;
  const uploadPhones = (uid: string, ...phones: string[]): Promise<string> =>
    upload(uid, { contacts: phones.map((phone) => ({ phones: [phone] })) });
  const job = async (job_id: string): Promise<ContactUpload> =>
    (await world().read(`contact-uploads/${job_id}`)) as unknown as ContactUpload;
  const told = (uid: string, job_id: string): Promise<Record<string, unknown>> =>
    world().call(uid, 'getContactsUpload', { job_id });
  const bookOf = async (uid: string): Promise<string[]> =>
    (await world().admin.collection(`users/${uid}/contacts`).get()).docs.map(({ id }) => id);
  const feedOf = async (uid: string): Promise<Notification[]> => {
    const found = await world().admin.collection(`users/${uid}/notifications`).get();
    return found.docs.map((each) => each.data() as Notification);
  };
  const joined = async (uid: string): Promise<(string | null)[]> =>
    (await feedOf(uid)).filter(({ type }) => type === 'CONTACT_JOINED').map(({ actor }) => actor);
  const documentsIn = async (path: string): Promise<number> =>
    (await world().admin.collection(path).listDocuments()).length;
  return { join, upload, uploadPhones, job, told, bookOf, feedOf, joined, documentsIn };
}
