import type { Config } from '../config/config.ts';
import type { Clock } from '../kernel/clock.ts';
import type { KeyedHash } from '../kernel/keyed-hash.ts';
import type { Log } from '../kernel/log.ts';
import type { Random } from '../kernel/random.ts';
import type { AccountAdmin } from '../modules/auth/account-admin.ts';
import type { AccountStates } from '../modules/auth/account-states.ts';
import type { Accounts, Passwords } from '../modules/auth/accounts.ts';
import type { AppCheck } from '../modules/auth/app-check.ts';
import type { Revocations } from '../modules/auth/revocations.ts';
import type { KnownConfig } from '../modules/client-config/known-config.ts';
import type { FacebookGraph, GoogleTokens } from '../modules/federated/verifiers.ts';
import type { Files } from '../modules/files/files.ts';
import type { SmsSender } from '../modules/phone/sender.ts';
import type { PushSender } from '../modules/push/sender.ts';
import type { Database } from '../store/database.ts';
import type { TaskQueues } from './task.ts';

/** Everything a use case may reach beyond its input; one for each running instance. */
export interface Context {
  config: Config;
  clock: Clock;
  random: Random;
  /** Keyed by the deployment's hash key. */
  hash: KeyedHash;
  log: Log;
  db: Database;
  accounts: Accounts;
  account_admin: AccountAdmin;
  passwords: Passwords;
  /** What this instance knows of tokens that are void before their time. */
  revocations: Revocations;
  /** What this instance knows of its callers' accounts. */
  account_states: AccountStates;
  /** What this instance knows of the active hours. */
  client_config: KnownConfig;
  app_check: AppCheck;
  push: PushSender;
  tasks: TaskQueues;
  files: Files;
  sms: SmsSender;
  google: GoogleTokens;
  facebook: FacebookGraph;
}

/** The context of each function, by its name: one for all of them, but where they are told apart. */
export type Contexts = (function_name: string) => Context;
