import type { Recorder } from '../recorder.ts';

/** Profiles, usernames, and how people find each other; the limits of each are in its count. */
export async function people({ world, call, reaction }: Recorder): Promise<void> {
  const phoneNumber = '+12025550199';
  for (const uid of ['ada', 'eve', 'evan', 'evander']) {
    await world.addUser(uid, { displayName: uid });
  }
  await world.auth.createUser({ uid: 'reached', phoneNumber });
  await world.client('reached');
  // An instance's first call also pulls which tokens are void.
  await world.call('ada', 'listSessions');

  await call('ada', 'getProfile', {});
  await call('ada', 'getUser', { user_id: 'eve' });
  await call('ada', 'viewUser', { username: 'evander' });
  await call('ada', 'updateProfile', { about: 'Available' });
  await world.call('ada', 'createChat', { user_id: 'eve' });
  const renamed = await world.profileEvent('ada', () =>
    call('ada', 'updateProfile', { username: 'ada.king' }, 'a new username'),
  );
  await reaction('onUserUpdated', 'a new username, with one chat', () =>
    world.deliverProfile(renamed),
  );
  const changed = await world.profileEvent('ada', () =>
    world.call('ada', 'updateProfile', { about: '' }),
  );
  await reaction('onUserUpdated', 'any other change', () => world.deliverProfile(changed));

  await call('ada', 'findUsers', { query: 'nobody' }, 'nobody is found');
  await call('ada', 'findUsers', { query: 'evan' }, 'two are found');
  await call('ada', 'findUsers', { query: phoneNumber }, 'by an exact number');
  const discoverable = { search: false };
  await call('reached', 'updateSettings', { discoverable }, 'who may find one');
  await call('reached', 'updateSettings', { discoverable: { phone: false } }, 'no more by number');
}
