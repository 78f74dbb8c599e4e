import { systemRandom } from '../../../functions/src/kernel/random.ts';
import { renewActiveHours } from '../../../functions/src/modules/client-config/renew-active-hours.ts';
import type { Recorder } from '../recorder.ts';

const DAY = 86_400;

/** What admins do. */
export async function admins({ world, call, reaction }: Recorder): Promise<void> {
  const renewHours = () => world.runSchedule(renewActiveHours);
  for (const uid of ['boss', 'user', 'other']) await world.addUser(uid);
  await world.auth.setCustomUserClaims('boss', { admin: true });
  const boss = { uid: 'boss', admin: true };
  await world.callAs(boss, 'adminListUsers', {});
  await world.call('user', 'reportUser', { user_id: 'other', reason: 'SPAM' });

  const message = await editedMessage(world);

  await call(boss, 'adminListUsers', {}, 'of three users');
  await call(boss, 'adminListEdits', message, 'of one edit');
  const user_id = 'user';
  await call(boss, 'adminDisableUser', { user_id }, 'who has one session');
  await call(boss, 'adminEnableUser', { user_id });
  await world.client(user_id);
  await call(boss, 'adminRevokeSessions', { user_id }, 'of one session');
  await call(boss, 'adminSetAdmin', { user_id, is_admin: true });
  await world.client(user_id);
  await call(boss, 'adminSetAdmin', { user_id, is_admin: false }, 'withdrawn, with one session');
  await call(boss, 'adminSetClientConfig', { features: { nearby: true } });
  const hours = { enabled: true, from: '08:00', to: '20:00', time_zone: 'UTC' };
  await reaction('renewActiveHours', 'while none are enabled', renewHours);
  await world.callAs(boss, 'adminSetClientConfig', { active_hours: hours });
  world.clock.advance(DAY);
  await reaction('renewActiveHours', 'when hours have passed', renewHours);
  await call(boss, 'adminListAudit', { limit: 2 }, 'of two entries');
  await call(boss, 'adminListReports', {}, 'of one report');
}

async function editedMessage(world: Recorder['world']) {
  const { chat_id } = await world.call<{ chat_id: string }>('user', 'createChat', {
    user_id: 'other',
  });
  const message = { chat_id, message_id: systemRandom.id() };
  await world.call('user', 'sendMessage', { ...message, type: 'TEXT', text: 'x' });
  await world.call('user', 'editMessage', { ...message, text: 'y' });
  return message;
}
