import type { Config } from '../config/config.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import type { Random } from '../kernel/random.ts';
import type { Accounts, Passwords } from '../modules/auth/accounts.ts';
import type { PushSender } from '../modules/push/sender.ts';
import type { Database } from '../store/database.ts';

/** Everything a use case may reach beyond its input; one for each running instance. */
export interface Context {
  config: Config;
  clock: Clock;
  random: Random;
  log: Log;
  db: Database;
  accounts: Accounts;
  passwords: Passwords;
  push: PushSender;
}
