import { useEffect, useState } from 'preact/hooks';

import { profileOf, type Profile } from '../firebase/profiles.ts';
import { usePane } from './pane-context.ts';

/** What is known of a user besides his id; asked for once by this device. */
export function useProfile(uid: string): Profile | undefined {
  const { device, online, fail } = usePane();
  const [profile, setProfile] = useState<Profile>();
  useEffect(() => {
    profileOf(device, uid).then(setProfile, fail);
  }, [device, uid, online]);
  return profile;
}
