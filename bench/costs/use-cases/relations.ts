import type { Recorder } from '../recorder.ts';

/** Contact books, friend requests and the feed; the limits of each are in its count. */
export async function relations({ world, call, reaction }: Recorder): Promise<void> {
  for (const uid of ['ada', 'ben', 'cy', 'dan', 'fay', 'gus', 'hal'])
    await world.addUser(uid, { displayName: uid });
  const device = { device_id: 'phone', token: `${world.projectId}-ben`, platform: 'ios' };
  await world.call('ben', 'registerDevice', device);
  // An instance's first call also pulls which tokens are void.
  await world.call('ada', 'listSessions');

  const ben = { user_id: 'ben' };
  const ada = { user_id: 'ada' };
  await call('ada', 'addContact', ben);
  await call('ada', 'addContact', { ...ben, alias: 'Benny' }, 'another alias');
  await call('ada', 'addContact', ben, 'who is in it');
  await call('ada', 'listContacts', {}, 'of one');
  await call('ada', 'removeContact', ben);

  await call('ada', 'sendFriendRequest', ben);
  const created = 'of one entry, to one device';
  await reaction('onNotificationCreated', created, () => world.drain());
  await call('ada', 'sendFriendRequest', { username: 'ben' }, 'once more, by username');
  await call('ben', 'listFriendRequests', {}, 'of one');
  await call('ben', 'answerFriendRequest', { ...ada, accept: true }, 'accepted');
  await call('ada', 'cancelFriendRequest', ben, 'to end a friendship');
  await call('cy', 'sendFriendRequest', ben, 'another');
  await call('ben', 'answerFriendRequest', { user_id: 'cy', accept: false }, 'declined');
  await world.call('dan', 'sendFriendRequest', ben);
  await call('ben', 'sendFriendRequest', { user_id: 'dan' }, 'that crosses another');
  await world.call('fay', 'sendFriendRequest', ben);
  await call('fay', 'cancelFriendRequest', ben, 'that waits');
  await call('fay', 'sendFriendRequest', ben, 'made again on the day');

  // The entries of answered requests are read.
  for (const uid of ['gus', 'hal']) await world.call(uid, 'sendFriendRequest', ben);
  await call('ben', 'listNotifications', { unread_only: true }, 'of three');
  const { notifications } = await world.call<{ notifications: { id: string }[] }>(
    'ben',
    'listNotifications',
    { unread_only: true },
  );
  const ids = [notifications[0]?.id];
  await call('ben', 'markNotificationsRead', { ids }, 'one of three');
  await call('ben', 'markNotificationsRead', {}, 'all, of which two are unread');
  await call('ben', 'markNotificationsRead', {}, 'all, of which none is unread');

  await world.drain();
  const notifications_wanted = { FRIEND_REQUEST: { feed: false } };
  await call('ben', 'updateSettings', { notifications: notifications_wanted }, 'of notifications');
  await world.addUser('eve');
  await call('eve', 'sendFriendRequest', ben, 'to one who wants no entry');
  await reaction('onUnlistedNotificationCreated', created, () => world.drain());
  await call('ben', 'blockStatus', { username: 'ada' }, 'by username');
  await call('ben', 'blockUser', { user_id: 'eve' }, 'who waits for an answer');
}
