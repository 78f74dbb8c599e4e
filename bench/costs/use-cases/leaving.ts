import { systemRandom } from '../../../functions/src/kernel/random.ts';
import type { Session } from '../../../functions/src/modules/auth/model.ts';
import { finishDeletions } from '../../../functions/src/modules/deletion/finish-deletions.ts';
import type { Recorder } from '../recorder.ts';

const LATER = 2 * 3600;

/** What a user has exported of himself, and how his account is deleted. */
export async function leaving({ world, call, reaction }: Recorder): Promise<void> {
  await world.addUser('peer');
  let count = 0;
  const newcomer = async () => {
    count += 1;
    const username = `${world.projectId.slice(-8)}_leaves${count}`;
    const { user, refresh_token } = await world.call<Session>(null, 'registerWithEmail', {
      ...{ email: `${username}@example.com`, password: 'correct horse battery', username },
    });
    await world.drain();
    return { uid: user.id, sid: refresh_token.split('.')[1] ?? '' };
  };
  const erase = async () => {
    for (let task = world.tasks.take(); task !== undefined; task = world.tasks.take()) {
      await world.runTask(task);
    }
  };
  const finish = () => world.runSchedule(finishDeletions);

  const silent = await newcomer();
  await world.callAs(silent, 'listSessions');
  await call(silent, 'exportAccount', {});
  await call(silent, 'deleteAccount', {}, 'with one session');
  await reaction('eraseAccount', 'of a user who has done nothing', erase);
  await reaction('finishDeletions', 'with nothing due', finish);
  world.clock.advance(LATER);
  await reaction('finishDeletions', 'once more of one user', finish);

  const talker = await newcomer();
  const { chat_id } = await world.call<{ chat_id: string }>(talker.uid, 'createChat', {
    user_id: 'peer',
  });
  for (let n = 0; n < 100; n += 1) {
    // Past the limit of sending.
    world.clock.advance(1);
    const message = { chat_id, message_id: systemRandom.id(), type: 'TEXT', text: 'x' };
    await world.call(talker.uid, 'sendMessage', message);
  }
  await world.callAs(talker, 'deleteAccount');
  await reaction('eraseAccount', 'with a chat and 100 messages more', erase);
}
