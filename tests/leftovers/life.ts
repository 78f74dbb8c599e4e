import assert from 'node:assert/strict';

import type { Session } from '../../functions/src/modules/auth/model.ts';
import type { World } from '../../testkit/world.ts';
import { codeIn, newMessageId, openChat, send } from '../helpers.ts';

/** Whom the marked one meets. */
export const PEERS = ['peer', 'friend', 'third'] as const;

/** What is of the one who leaves and of nobody else, and must be nowhere once he is gone. */
export interface Marks {
  username: string;
  former_username: string;
  display_name: string;
  first_name: string;
  last_name: string;
  about: string;
  email: string;
  phone: string;
  text: string;
  edited_text: string;
  file: string;
  alias: string;
  title: string;
  report: string;
  device_token: string;
  app_version: string;
}

/** In small letters, each unlike the others and unlike anything else. */
export function marksOf(unique: string): Marks {
  const mark = (name: string) => `zq${name}${unique}`.toLowerCase();
  return {
    username: mark('user').slice(0, 30),
    former_username: mark('form').slice(0, 30),
    display_name: mark('display'),
    first_name: mark('first'),
    last_name: mark('last'),
    about: mark('about'),
    email: `${mark('mail')}@example.com`,
    phone: '+12025550188',
    text: mark('text'),
    edited_text: mark('edited'),
    file: mark('file'),
    alias: mark('alias'),
    title: mark('title'),
    report: mark('report'),
    device_token: mark('token'),
    app_version: mark('version'),
  };
}

/** Somebody who is signed in. */
export interface Person {
  uid: string;
  sid: string;
}

const personOf = ({ user, refresh_token }: Session): Person => ({
  uid: user.id,
  sid: refresh_token.split('.')[1] ?? '',
});

/** He registers, proves address and number, and says who he is. */
export async function register(world: World, marks: Marks): Promise<Person> {
  const { email, first_name, last_name, display_name, about } = marks;
  const person = personOf(
    await world.call<Session>(null, 'registerWithEmail', {
      ...{ email, password: 'correct horse battery', username: marks.former_username },
      ...{ first_name, last_name, display_name },
    }),
  );
  const { uid } = person;
  await world.callAs(person, 'requestEmailVerification');
  const oob_code = codeIn((await world.mails(email)).at(-1));
  await world.callAs(person, 'confirmEmailVerification', { oob_code });
  await world.call(null, 'requestPasswordReset', { email });
  await world.auth.updateUser(uid, { phoneNumber: marks.phone });
  await world.call(null, 'startPhoneAuth', { phone: marks.phone });
  const photo_url = `users/${uid}/${marks.file}.jpg`;
  const renamed = await world.profileEvent(uid, () =>
    world.callAs(person, 'updateProfile', { username: marks.username, about, photo_url }),
  );
  await world.deliverProfile(renamed);
  const device = { device_id: marks.app_version, token: marks.device_token, platform: 'ios' };
  await world.callAs(person, 'registerDevice', { ...device, app_version: marks.app_version });
  await world.callAs(person, 'setPresence', { state: 'online' });
  await world.callAs(person, 'updateLocation', { lat: 52.5, lng: 13.4 });
  return person;
}

/** He meets others: contacts, friends, blocks. */
export async function meet(world: World, { uid }: Person, marks: Marks): Promise<void> {
  const mails = { FRIEND_REQUEST: { mail: true } };
  const address = `peer-${world.projectId}@example.com`;
  await world.auth.updateUser('peer', { email: address, emailVerified: true });
  await world.context.accounts.recordEmail('peer', address);
  await world.call('peer', 'updateSettings', { notifications: mails });
  await world.call('peer', 'addContact', { user_id: uid, alias: marks.alias });
  await world.call(uid, 'addContact', { user_id: 'third', alias: marks.alias });
  await world.call(uid, 'sendFriendRequest', { user_id: 'peer' });
  await world.call('friend', 'sendFriendRequest', { user_id: uid });
  await world.call(uid, 'answerFriendRequest', { user_id: 'friend', accept: true });
  await world.call('third', 'sendFriendRequest', { user_id: uid });
  const vcard = `BEGIN:VCARD\nVERSION:3.0\nFN:${marks.alias}\nTEL:+12025550199\nEND:VCARD\n`;
  await world.call(uid, 'uploadContacts', { vcard });
  await world.drain();
  await world.call(uid, 'uploadContacts', { contacts: [{ phones: ['+12025550198'] }] });
  await world.call(uid, 'blockUser', { user_id: 'third' });
  await world.drain();
}

/** Where he talked. */
export interface Talks {
  direct: string;
  owned: string;
  joined: string;
}

/** He talks: in a direct chat, in a group of his and in one of others. */
export async function talk(world: World, { uid }: Person, marks: Marks): Promise<Talks> {
  const direct = await openChat(world, uid, 'peer');
  const first = await send(world, uid, direct, marks.text);
  const edit = { chat_id: direct, message_id: first.message_id, text: marks.edited_text };
  await world.call(uid, 'editMessage', edit);
  const his = await send(world, 'peer', direct, 'of the peer');
  const reaction = { chat_id: direct, message_id: his.message_id, emoji: '👍', on: true };
  await world.call(uid, 'reactToMessage', reaction);
  await world.call('peer', 'reactToMessage', { ...reaction, message_id: first.message_id });
  const params = { name: marks.display_name, phone: marks.phone };
  for (const content of [
    { type: 'CONTACT', action_params: params },
    { type: 'LOCATION', text: marks.text, action_params: { lat: 1, lng: 2, at: marks.about } },
    {
      type: 'FILE',
      file: {
        path: `users/${uid}/${marks.file}.pdf`,
        name: marks.file,
        content_type: 'application/pdf',
        size: 1,
      },
      file_name: marks.file,
    },
    { type: 'TEXT', text: marks.text, action: 'REPLY', reference_id: marks.about },
  ]) {
    const message = { chat_id: direct, message_id: newMessageId(), ...content };
    await world.call(uid, 'sendMessage', message);
  }
  const deleted = await send(world, uid, direct, marks.text);
  const edited = { chat_id: direct, message_id: deleted.message_id };
  await world.call(uid, 'editMessage', { ...edited, text: marks.edited_text });
  await world.call(uid, 'deleteMessage', { ...edited, for: 'everyone' });
  await send(world, uid, direct, marks.text);
  await world.call(uid, 'setTyping', { chat_id: direct, typing: true });

  const members = ['peer', 'friend'];
  const { chat_id: owned } = await world.call<{ chat_id: string }>(uid, 'createGroup', {
    title: marks.title,
    user_ids: members,
  });
  await world.call(uid, 'updateGroup', { chat_id: owned, title: 'Shared' });
  await world.call(uid, 'setRole', { chat_id: owned, user_id: 'friend', role: 'admin' });
  const said = await send(world, uid, owned, marks.text);
  const { chat_id: deserted } = await world.call<{ chat_id: string }>(uid, 'createGroup', {
    title: marks.title,
    user_ids: ['friend'],
    photo_url: `https://x.example/${marks.file}.jpg`,
  });
  await send(world, uid, deserted, marks.text);
  await world.call('friend', 'leaveGroup', { chat_id: deserted });
  const { chat_id: joined } = await world.call<{ chat_id: string }>('peer', 'createGroup', {
    title: 'Others',
    user_ids: [uid, 'third', 'friend'],
  });
  const evidence = await send(world, uid, joined, marks.text);
  const of_peer = await send(world, 'peer', joined, 'of the peer');
  const copy = { chat_id: owned, message_id: said.message_id };
  await world.call('friend', 'forwardMessage', { ...copy, chat_ids: [joined] });
  const passed_on = await openChat(world, 'friend', 'third');
  await world.call('friend', 'forwardMessage', { ...copy, chat_ids: [passed_on] });
  const [of_friend] = (await world.admin.collection(`chats/${passed_on}/messages`).get()).docs;
  await world.drain();
  await world.call('third', 'reportUser', {
    ...{ user_id: 'friend', reason: 'SPAM', text: 'of the third', chat_id: passed_on },
    message_ids: [of_friend?.id],
  });

  const ids = [evidence.message_id, of_peer.message_id];
  const report = { user_id: 'peer', reason: 'SPAM', text: marks.report, chat_id: joined };
  await world.call(uid, 'reportUser', { ...report, message_ids: ids });
  await world.call('peer', 'reportUser', {
    ...{ user_id: uid, reason: 'SPAM', text: 'of the peer', chat_id: direct },
    message_ids: [first.message_id],
  });
  await world.call('friend', 'reportUser', { ...report, text: 'of the friend', message_ids: ids });
  assert.ok(await world.read(`chats/${direct}/messages/${first.message_id}/edits/1`));
  return { direct, owned, joined };
}

/** An admin looks at what he wrote before. */
export async function judge(world: World, { direct }: Talks): Promise<void> {
  const boss = { uid: 'boss', admin: true };
  const found = await world.admin.collection(`chats/${direct}/messages`).get();
  const message = found.docs.find((doc) => doc.get('edits') === 1 && doc.get('deleted') !== true);
  const target = { chat_id: direct, message_id: message?.id };
  await world.callAs(boss, 'adminListEdits', { ...target, reason: 'Was reported' });
}
