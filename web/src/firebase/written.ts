import { Timestamp } from 'firebase/firestore';

import type { Device } from './device.ts';
import { keep, recall } from './kept.ts';

/** Milliseconds, by the id of the message. */
type Times = Record<string, number>;

/**
 * Notes when a message was written that may have to wait. The SDK keeps the order in which it sends, but
 * takes for `created` the moment at which it looks: after a restart they would be shown in any order.
 */
export function noteWritten(device: Device, message_id: string): void {
  noteTimes(device, { ...timesOf(device), [message_id]: Date.now() });
}

/** To be called when it does not wait any more. */
export function dropWritten(device: Device, message_id: string): void {
  const { [message_id]: _gone, ...others } = timesOf(device);
  noteTimes(device, others);
}

/** Whether something waits. What is sent then must be written as well: a function would overtake it. */
export function hasWritten(device: Device): boolean {
  return Object.keys(timesOf(device)).length > 0;
}

export function writtenAt(device: Device, message_id: string): Timestamp | undefined {
  const time = timesOf(device)[message_id];
  return time === undefined ? undefined : Timestamp.fromMillis(time);
}

function timesOf({ name }: Device): Times {
  return JSON.parse(recall(name, 'written') ?? '{}') as Times;
}

function noteTimes({ name }: Device, times: Times): void {
  keep(name, 'written', JSON.stringify(times));
}
