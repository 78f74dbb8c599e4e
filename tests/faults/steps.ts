import { FieldValue } from '@google-cloud/firestore';

import { systemRandom } from '../../functions/src/kernel/random.ts';
import type { CreatedEvent } from '../../testkit/events.ts';
import type { CallableName, World } from '../../testkit/world.ts';
import { deliver, runDue } from './deliver.ts';
import { PEOPLE, type Person, type Step } from './history.ts';
import { raise, type Log, type Sent } from './log.ts';
import type { Stage } from './stage.ts';

/** A history that is being played. */
export interface Player {
  world: World;
  stage: Stage;
  log: Log;
  events: CreatedEvent[];
}

/** One step; where its process dies, whoever asked for it asks again, as an app does. */
export async function take(player: Player, step: Step): Promise<void> {
  const { log } = player;
  switch (step.kind) {
    case 'send':
      return send(player, step);
    case 'answer':
      return answer(player, step);
    case 'resend':
      return resend(player, step);
    case 'edit':
      await onMessage(player, step, 'editMessage', { text: step.text }, (sent) =>
        log.edits.set(sent.message_id, [...(log.edits.get(sent.message_id) ?? []), step.text]),
      );
      return;
    case 'delete':
      await onMessage(player, step, 'deleteMessage', { for: 'everyone' }, (sent) =>
        log.deleted.add(sent.message_id),
      );
      return;
    case 'hide':
      await onMessage(player, step, 'deleteMessage', { for: 'me' }, (sent) =>
        log.hidden.set(
          sent.message_id,
          new Set([...(log.hidden.get(sent.message_id) ?? []), step.who]),
        ),
      );
      return;
    case 'react':
      await onMessage(player, step, 'reactToMessage', { emoji: step.text, on: true }, (sent) =>
        log.reactions.set(
          sent.message_id,
          new Set([...(log.reactions.get(sent.message_id) ?? []), `${step.text}${step.who}`]),
        ),
      );
      return;
    case 'markRead':
    case 'markDelivered':
      return mark(player, step);
    case 'markUnread':
      await ask(player, step.who, 'markUnread', { chat_id: player.stage.chat[step.chat] });
      return;
    case 'mute':
    case 'unmute':
      return mute(player, step);
    case 'receipts':
      log.receipts_switched = true;
      await ask(player, step.who, 'updateSettings', { read_receipts: step.on });
      return;
    case 'add':
    case 'remove':
    case 'leave':
      return changeMembers(player, step);
    case 'block':
    case 'unblock':
      return changeBlock(player, step);
    case 'later':
      player.world.clock.advance(step.seconds);
      return runDue(player);
    case 'deliver': {
      const event = player.events[player.events.length - 1 - step.event];
      if (event !== undefined) await deliver(player, event);
    }
  }
}

async function send(
  player: Player,
  { who, chat, door }: Extract<Step, { kind: 'send' }>,
): Promise<void> {
  const message_id = systemRandom.id();
  const sent: Sent = { who, chat, door, message_id, text: `from ${who}` };
  if (door === 'direct' ? await write(player, sent) : await sendByCallable(player, sent)) {
    player.log.sent.push(sent);
  }
}

async function answer(
  player: Player,
  { who, chat }: Extract<Step, { kind: 'answer' }>,
): Promise<void> {
  await mark(player, { kind: 'markRead', who, chat, behind: 0 });
  const sent: Sent = { who, chat, door: 'direct', message_id: systemRandom.id(), text: 'answer' };
  if (!(await write(player, sent))) return;
  player.log.sent.push(sent);
  const event = await player.world.messageEvent(player.stage.chat[chat], sent.message_id);
  player.events.push(event);
  await deliver(player, event);
}

async function resend(player: Player, step: { who: Person; message: number }): Promise<void> {
  const sent = nth(player, step.message);
  if (sent !== undefined) await sendByCallable(player, sent);
}

async function sendByCallable({ world, stage, log }: Player, sent: Sent): Promise<boolean> {
  const { chat, who, message_id, text } = sent;
  const input = { chat_id: stage.chat[chat], message_id, type: 'TEXT', text };
  const answer = await ask<{ message_number: number; created: boolean }>(
    { world, stage, log, events: [] },
    who,
    'sendMessage',
    input,
  );
  if (answer !== undefined && sent.door === 'callable')
    raise(log, chat, who, answer.message_number);
  return answer !== undefined;
}

/** As the SDK of an app does, where the rules let it: what they say is tested by itself. */
async function write(
  { world, stage, log }: Player,
  { chat, who, message_id, text }: Sent,
): Promise<boolean> {
  const may =
    chat === 'direct'
      ? ['A', 'B'].includes(who) && !log.blocks.has('A>B') && !log.blocks.has('B>A')
      : log.members.has(who);
  if (!may) return false;
  await world.admin.doc(`chats/${stage.chat[chat]}/messages/${message_id}`).create({
    from_user: stage.uid[who],
    type: 'TEXT',
    text,
    created: FieldValue.serverTimestamp(),
  });
  return true;
}

async function onMessage(
  player: Player,
  step: { who: Person; message: number },
  name: CallableName,
  more: object,
  granted: (sent: Sent) => unknown,
): Promise<void> {
  const sent = nth(player, step.message);
  if (sent === undefined) return;
  const input = { chat_id: player.stage.chat[sent.chat], message_id: sent.message_id, ...more };
  const answer = await ask(player, step.who, name, input);
  if (answer !== undefined) granted(sent);
}

async function mark(
  player: Player,
  {
    kind,
    who,
    chat,
    behind,
  }: { kind: 'markRead' | 'markDelivered' } & Extract<Step, { kind: 'markRead' | 'markDelivered' }>,
): Promise<void> {
  const chat_id = player.stage.chat[chat];
  const { total_messages_count } = await player.world.chat(chat_id);
  const message_number = Math.max(0, total_messages_count - behind);
  const answer = await ask<{ read_number: number }>(player, who, kind, { chat_id, message_number });
  if (answer !== undefined && kind === 'markRead') raise(player.log, chat, who, message_number);
}

async function mute(
  player: Player,
  { kind, who, chat }: Extract<Step, { kind: 'markUnread' | 'mute' | 'unmute' }>,
): Promise<void> {
  const until = kind === 'unmute' ? new Date(0).toISOString() : undefined;
  const chat_id = player.stage.chat[chat];
  const answer = await ask(player, who, 'muteChat', { chat_id, ...(until && { until }) });
  if (answer !== undefined) player.log.quieted.add(who);
}

async function changeMembers(
  player: Player,
  step: Extract<Step, { kind: 'add' | 'remove' | 'leave' }>,
): Promise<void> {
  const { stage, log } = player;
  const chat_id = stage.chat.group;
  if (step.kind === 'add') {
    await ask(player, step.who, 'addMembers', { chat_id, user_ids: [stage.uid[step.whom]] });
  } else if (step.kind === 'remove') {
    await ask(player, step.who, 'removeMember', { chat_id, user_id: stage.uid[step.whom] });
  } else {
    await ask(player, step.who, 'leaveGroup', { chat_id });
  }
  // Who may do what is tested by itself; here it counts that all documents say the same.
  const { members } = await player.world.group(chat_id);
  log.members = new Set(PEOPLE.filter((person) => members.includes(stage.uid[person])));
  for (const person of PEOPLE) if (!log.members.has(person)) log.been_out.add(person);
}

async function changeBlock(
  player: Player,
  { kind, who, whom }: Extract<Step, { kind: 'block' | 'unblock' }>,
): Promise<void> {
  const { stage, log } = player;
  const name = kind === 'block' ? 'blockUser' : 'unblockUser';
  const answer = await ask(player, who, name, { user_id: stage.uid[whom] });
  if (answer === undefined) return;
  if (kind === 'block') log.blocks.add(`${who}>${whom}`);
  else log.blocks.delete(`${who}>${whom}`);
  log.quieted.add(who);
  log.quieted.add(whom);
}

/**
 * Calls, and calls again when the process died over it. `undefined` where it was refused, which is
 * always with a reason.
 */
async function ask<O>(
  { world, stage }: Player,
  who: Person,
  name: CallableName,
  input: object,
): Promise<O | undefined> {
  for (;;) {
    try {
      return await world.call<O>(stage.uid[who], name, input);
    } catch (error) {
      const { reason } = (error as { details?: { reason?: string } }).details ?? {};
      if (reason === undefined) throw error;
      if (reason !== 'INTERNAL') return undefined;
      world.crash(undefined);
    }
  }
}

/** The message sent `back` messages before the latest. */
function nth({ log }: Player, back: number): Sent | undefined {
  return log.sent[log.sent.length - 1 - back];
}
