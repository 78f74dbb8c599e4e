import { Instant } from '../../../functions/src/kernel/instant.ts';
import { systemRandom } from '../../../functions/src/kernel/random.ts';
import { renewActiveHours } from '../../../functions/src/modules/client-config/renew-active-hours.ts';
import { countStatistics } from '../../../functions/src/modules/statistics/count-statistics.ts';
import type { Recorder } from '../recorder.ts';

const [HOUR, DAY] = [3600, 86_400];

/** What admins do. */
export async function admins(recording: Recorder): Promise<void> {
  const { world, call } = recording;
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
  await call(boss, 'adminListAudit', { limit: 2 }, 'of two entries');
  await call(boss, 'adminListReports', {}, 'of one report');
  await reports(recording);
  await configuration(recording);
  await statistics(recording);
}

async function reports({ world, call }: Recorder): Promise<void> {
  const boss = { uid: 'boss', admin: true };
  const { reports: open } = await world.callAs<{ reports: { id: string }[] }>(
    boss,
    'adminListReports',
    { state: 'OPEN' },
  );
  const of = { report_id: open[0]?.id };
  await call(boss, 'adminResolveReport', { ...of, action: 'dismiss' }, 'dismissed');
  await call(boss, 'adminResolveReport', { ...of, action: 'warn' }, 'warned');
  await call(
    boss,
    'adminResolveReport',
    { ...of, action: 'disable' },
    'disabled, with one session',
  );
}

async function configuration({ world, call, reaction }: Recorder): Promise<void> {
  const boss = { uid: 'boss', admin: true };
  const renewHours = () => world.runSchedule(renewActiveHours);
  await call(boss, 'adminSetClientConfig', { features: { nearby: true } });
  const hours = { enabled: true, from: '08:00', to: '20:00', time_zone: 'UTC' };
  await reaction('renewActiveHours', 'while none are enabled', renewHours);
  await world.callAs(boss, 'adminSetClientConfig', { active_hours: hours });
  // At noon, so that what is counted does not depend on when this runs.
  world.clock.set(new Instant((Math.ceil(world.clock.now().seconds / DAY) + 0.5) * DAY, 0));
  await reaction('renewActiveHours', 'when hours have passed', renewHours);
}

async function statistics({ world, call, reaction }: Recorder): Promise<void> {
  const count = () => world.runSchedule(countStatistics);
  await reaction('countStatistics', 'the first time', count);
  await reaction('countStatistics', 'with no hour to count', count);
  world.clock.advance(HOUR);
  await reaction('countStatistics', 'of an hour', count);
  const boss = { uid: 'boss', admin: true };
  // It pulls which tokens are void.
  await world.callAs(boss, 'adminListAudit', {});
  await call(boss, 'adminStatistics', {}, 'of one day');
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
