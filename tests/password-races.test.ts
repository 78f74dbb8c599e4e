import assert from 'node:assert/strict';

import jwt from 'jsonwebtoken';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { codeIn, refuses } from './helpers.ts';

const password = 'correct horse battery';
const next = 'staple of a new kind';

/** A new password is there for the case that somebody else knows the old one: nothing of his may last. */
describe('a new password, while the old one signs in', () => {
  let world: World;
  let uid: string;
  let email: string;
  let count = 0;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    count += 1;
    uid = `r${count}-${world.projectId}`;
    email = `${uid}@example.com`;
    await world.addUser(uid, { email, password });
    // Limits are by address, and all these come from one.
    world.clock.advance(120);
  });
  after(() => world.close());

  const signIn = (given = password) =>
    world.call<Session>(null, 'signInWithEmail', { email, password: given });
  const refresh = ({ refresh_token }: Session) =>
    world.call<Session>(null, 'refreshSession', { refresh_token });
  const isEnded = (session: Session) =>
    refuses(refresh(session), 'unauthenticated', 'REFRESH_TOKEN_INVALID');
  const isRefused = (call: Promise<unknown>) =>
    refuses(call, 'unauthenticated', 'CREDENTIALS_INVALID');

  /** What changes a password; each answers what carries it out. */
  const CHANGES: Record<string, () => Promise<() => Promise<unknown>>> = {
    'by the code of a mail': async () => {
      await world.call(null, 'requestPasswordReset', { email });
      const oob_code = codeIn((await world.mails(email)).at(-1));
      return () => world.call(null, 'confirmPasswordReset', { oob_code, new_password: next });
    },
    'in a session': async () => {
      const { sid } = jwt.decode((await signIn()).token) as { sid: string };
      return () => world.callAs({ uid, sid }, 'setPassword', { password: next });
    },
  };

  for (const [how, prepare] of Object.entries(CHANGES)) {
    describe(how, () => {
      it('ends every session of the old one, and the new one signs in at once', async () => {
        const sessions = [await signIn(), await signIn()];
        const change = await prepare();
        await change();
        const session = await signIn(next);
        for (const ended of sessions) await isEnded(ended);
        await isRefused(signIn());
        await refresh(session);
      });

      it('lets no session be opened by an old one that was right when it was checked', async () => {
        const change = await prepare();
        await passing(async () => {
          const { accounts } = world.context;
          const find = accounts.find.bind(accounts);
          // The old password was found right, and the account read; then all of the change happens.
          accounts.find = async (id) => {
            const account = await find(id);
            accounts.find = find;
            await change();
            return account;
          };
          await isRefused(signIn());
        });
        await refresh(await signIn(next));
      });

      it('ends a session that the old one opened when the new one was set already', async () => {
        const change = await prepare();
        const { accounts, passwords } = world.context;
        const [set, check] = [accounts.setPassword.bind(accounts), passwords.check.bind(passwords)];
        const opened: Session[] = [];
        accounts.setPassword = async (...given) => {
          const result = await set(...given);
          // A check that began before, as its answer comes late.
          passwords.check = async () => uid;
          opened.push(await signIn());
          return result;
        };
        await change().finally(() => {
          accounts.setPassword = set;
          passwords.check = check;
        });
        const [session] = opened;
        assert.ok(session);
        await isEnded(session);
      });

      it('leaves none of many that sign in at the same time', async () => {
        for (let round = 0; round < 2; round += 1) {
          await world.context.accounts.setPassword(uid, password);
          const change = await prepare();
          const signIns: Promise<Session>[] = [];
          await passing(async () => {
            let done = false;
            const changing = change().finally(() => (done = true));
            while (!done && signIns.length < 10) {
              const attempt = signIn();
              attempt.catch(() => undefined);
              signIns.push(attempt);
              // As far apart as a request to Firebase Auth takes.
              await world.auth.getUser(uid);
            }
            await changing;
          });
          const settled = await Promise.allSettled(signIns);
          const opened = settled.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
          for (const session of opened) await isEnded(session);
          world.clock.advance(3600);
        }
      });
    });
  }

  /** Time passes while a new password is being set; the world's clock stands still by itself. */
  async function passing(act: () => Promise<void>): Promise<void> {
    const { accounts } = world.context;
    const set = accounts.setPassword.bind(accounts);
    accounts.setPassword = async (...given) => {
      const result = await set(...given);
      world.clock.advance(1);
      return result;
    };
    try {
      await act();
    } finally {
      accounts.setPassword = set;
    }
  }
});
