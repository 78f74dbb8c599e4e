import { doc } from 'firebase/firestore';

import type { UserProfile } from '../../../functions/src/modules/users/model.ts';
import { getDoc, onSnapshot } from './counted.ts';
import type { Device } from './device.ts';
import type { Stored, Watcher } from './documents.ts';

export type Profile = Stored<UserProfile>;

export function followProfile({ db }: Device, uid: string, { show, fail }: Watcher<Profile>) {
  const profile = doc(db, `users/${uid}`);
  return onSnapshot(profile, (found) => found.exists() && show(found.data() as Profile), fail);
}

const asked = new WeakMap<Device, Map<string, Promise<Profile | undefined>>>();

/** A user as he was called when this device asked first: one read for each, however often he is shown. */
export function profileOf(device: Device, uid: string): Promise<Profile | undefined> {
  const known = asked.get(device) ?? new Map<string, Promise<Profile | undefined>>();
  asked.set(device, known);
  const profile = known.get(uid) ?? loadProfile(device, uid);
  known.set(uid, profile);
  // Who could not be asked for is asked for again.
  profile.catch(() => known.delete(uid));
  return profile;
}

async function loadProfile({ db }: Device, uid: string): Promise<Profile | undefined> {
  const found = await getDoc(doc(db, `users/${uid}`));
  return found.data() as Profile | undefined;
}
