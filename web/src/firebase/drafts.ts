import type { Device } from './device.ts';
import { keep, recall } from './kept.ts';

/** What was begun and not sent, by chat. */
type Drafts = Record<string, string>;

const draftsOf = ({ name }: Device): Drafts => JSON.parse(recall(name, 'drafts') ?? '{}') as Drafts;

/** What stands in the box of a chat, for as long as its user is signed in on this device. */
export function draftOf(device: Device, chat_id: string): string {
  return draftsOf(device)[chat_id] ?? '';
}

export function keepDraft(device: Device, chat_id: string, text: string): void {
  const { [chat_id]: _before, ...others } = draftsOf(device);
  keep(
    device.name,
    'drafts',
    JSON.stringify(text === '' ? others : { ...others, [chat_id]: text }),
  );
}
