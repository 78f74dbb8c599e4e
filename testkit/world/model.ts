import type { Firestore } from '@google-cloud/firestore';
import type { Auth } from 'firebase-admin/auth';

import type { RawConfig } from '../../functions/src/config/config.ts';
import type { Context } from '../../functions/src/context/context.ts';
import type { Schedule } from '../../functions/src/context/schedule.ts';
import type { DirectChat, GroupChat } from '../../functions/src/modules/chats/model.ts';
import type { ExternalEvent } from '../../functions/src/modules/events/model.ts';
import type { Mail } from '../../functions/src/modules/mail/model.ts';
import type { Client } from '../client.ts';
import type { CreatedEvent, DocumentEvent } from '../events.ts';
import type { FakeClock } from '../fake-clock.ts';
import type { Hosts } from '../hosts.ts';
import type { MemoryLog } from '../memory-log.ts';
import type { Operations } from '../operations/billing.ts';
import type { Crashes } from '../operations/crashes.ts';
import type { FcmInbox } from '../stand-ins/fcm/client.ts';
import type { TwilioInbox } from '../stand-ins/twilio/client.ts';
import type { WaitingTask, WaitingTasks } from '../task-queue.ts';
import type { CallableName } from './functions.ts';

/** `uid` and `email` of an account with a password must be like no other test's. */
export interface NewAccount {
  displayName?: string;
  email?: string;
  password?: string;
  disabled?: boolean;
}

/** The fields of a document. */
export type Doc = Record<string, unknown>;
/** What a use case cost. */
export interface Cost extends Operations {
  /** Runs of triggers, tasks and schedules. */
  invocations: number;
}

/**
 * A Parley of one's own: the product's functions in this process over a project id that no other test
 * uses, in the real emulators. Nothing happens by itself: events are delivered by the test, as often
 * and in whatever order it likes.
 */
export interface World {
  projectId: string;
  hosts: Hosts;
  context: Context;
  clock: FakeClock;
  log: MemoryLog;
  auth: Auth;
  /** Direct access past rules and functions, for arranging and looking; not counted. */
  admin: Firestore;
  inbox: FcmInbox;
  /** What the world's own Twilio account sent. */
  sms: TwilioInbox;
  /** The mails to an address, the oldest first. */
  mails(to: string): Promise<Mail[]>;
  /** Makes a Firebase Auth account. */
  addAccount(uid: string, account?: NewAccount): Promise<void>;
  /** {@link addAccount}, signed in once, so that all its documents exist. */
  addUser(uid: string, account?: NewAccount): Promise<void>;
  /** Runs a callable as a signed-in user, or as nobody. */
  call<O>(uid: string | null, name: CallableName, input?: unknown): Promise<O>;
  /** {@link call} with a token of a certain session. */
  callAs<O>(caller: CallerClaims, name: CallableName, input?: unknown): Promise<O>;
  /** A REST request, in process; `token` goes into the Authorization header. */
  rest(method: string, path: string, options?: RestOptions): Promise<RestAnswer>;
  /** A REST `GET` of something that is no JSON. */
  restText(path: string): Promise<{ status: number; headers: Headers; text: string }>;
  /** The real client SDK, signed in through a session of the product. */
  client(uid: string): Promise<Client>;
  /** A client whose ID token has no `sid`, or that is not signed in. */
  clientWithoutSession(uid: string | null): Promise<Client>;
  /** The event of a message's creation; to be taken before anything updates the message. */
  messageEvent(chat_id: string, message_id: string): Promise<CreatedEvent>;
  /** The event of an entry's creation in a feed, or of one that is not listed. */
  notificationEvent(uid: string, id: string, place?: 'unlisted'): Promise<CreatedEvent>;
  /** One delivery of an event to the trigger of its document. */
  deliver(event: CreatedEvent): Promise<void>;
  /** Runs `act`, and answers the event of the change that it makes to a user's profile. */
  profileEvent(uid: string, act: () => Promise<unknown>): Promise<DocumentEvent>;
  /** One delivery of an event to the profile trigger. */
  deliverProfile(event: DocumentEvent): Promise<void>;
  /** What the functions have put off. */
  tasks: WaitingTasks;
  /** One run of a task; fails where its handler fails. */
  runTask(task: WaitingTask): Promise<void>;
  /**
   * Delivers the events of all messages that were never delivered, oldest first, then those of what was
   * notified, and runs the tasks that wait, moving the clock on to when they are due, until nothing is
   * left.
   */
  drain(): Promise<void>;
  /** One run of a schedule; fails where its handler fails. */
  runSchedule(schedule: Schedule): Promise<void>;
  /** How often the functions have written a document, failed attempts left out. */
  writesOf(path: string): number;
  /** What `act` costs an instance that has just heard of the active hours. */
  measure<T>(act: () => Promise<T>): Promise<{ result: T; cost: Cost }>;
  /** Lets writes of the functions fail, as if their process had died; `undefined` to stop that. */
  crash(crashes: Crashes | undefined): void;
  /** A document past the rules, times as `Instant`; `undefined` where there is none. */
  read(path: string): Promise<Doc | undefined>;
  /** {@link read} of a chat that must exist. */
  chat(chat_id: string): Promise<DirectChat>;
  /** {@link read} of a group that must exist. */
  group(chat_id: string): Promise<GroupChat>;
  /** {@link read} of a user's event document that must exist. */
  event(uid: string): Promise<ExternalEvent>;
  close(): Promise<void>;
}

/** What a test's ID token says of its owner. */
export interface CallerClaims {
  uid: string;
  sid?: string;
  admin?: boolean;
  must_change_password?: boolean;
  /** Whatever else the ID token says, or does not say where it is `undefined`. */
  claims?: Record<string, unknown>;
}

export interface RestOptions {
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
  ip?: string;
}

export interface RestAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** Where a world is, when not in a project of its own and the suite's emulators. */
export interface WorldOptions {
  projectId?: string;
  hosts?: Hosts;
  /** What differs from the configuration that most tests have. */
  config?: Partial<RawConfig>;
  /** How long the check of one token at Google, Facebook or Firebase may take, in milliseconds. */
  outside_limit_ms?: number;
}
