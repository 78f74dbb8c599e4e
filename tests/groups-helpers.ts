import type { World } from '../testkit/world.ts';

export { arrangeUsers } from '../testkit/users.ts';

export interface CreatedGroup {
  chat_id: string;
  created: boolean;
  added: string[];
  skipped: { user_id: string; reason: string }[];
}

/** Makes a group and brings its first message to everybody; answers its id. */
export async function openGroup(
  world: World,
  owner: string,
  user_ids: string[],
  settings: object = {},
): Promise<string> {
  const input = { title: 'Group', user_ids, ...settings };
  const { chat_id } = await world.call<CreatedGroup>(owner, 'createGroup', input);
  await world.drain();
  return chat_id;
}

/** `prefix1` to `prefix<count>` */
export const uidsOf = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);

/** What SYSTEM messages told, in order. */
export async function told(world: World, chat_id: string): Promise<Record<string, unknown>[]> {
  const found = await world.admin
    .collection(`chats/${chat_id}/messages`)
    .orderBy('message_number')
    .get();
  return found.docs
    .filter((doc) => doc.get('type') === 'SYSTEM')
    .map((doc) => doc.get('action_params') as Record<string, unknown>);
}
