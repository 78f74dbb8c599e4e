import type { Timestamp } from 'firebase/firestore';
import { useEffect, useRef, useState } from 'preact/hooks';

import type { Message } from '../../firebase/documents.ts';
import { asShown, followMessages } from '../../firebase/messages.ts';
import { usePane } from '../../panes/pane-context.ts';
import { useFollow } from '../../panes/use-follow.ts';

const PAGE = 30;

/** Which messages of a chat can be read by this user, as soon as that is known. */
export interface Readable {
  chat_id: string;
  joined: Timestamp | undefined;
}

/**
 * The latest messages of a chat, and earlier ones when asked for. While somebody reads in them, none falls
 * out at their beginning as others arrive at their end: more are listened to instead.
 */
export function useMessages(readable: Readable | undefined) {
  const { online } = usePane();
  const [count, setCount] = useState(PAGE);
  const [isAsked, setAsked] = useState(false);
  const isReading = useRef(false);
  const before = useRef<readonly Message[]>([]);
  const page = useFollow(followMessages, readable && { ...readable, count });
  const [first] = page?.messages ?? [];
  const fallen =
    isReading.current && first !== undefined
      ? before.current.filter((message) => asShown(message, first) < 0)
      : [];
  const messages = page && [...fallen, ...page.messages];
  before.current = messages ?? [];

  const ask = (): void => {
    setAsked(true);
    setCount(count + PAGE);
  };
  useEffect(() => {
    if (page === undefined || page.count < count) return;
    if (fallen.length > 0) ask();
    else if (!page.fromCache || !online) setAsked(false);
  }, [page, count, online]);

  const isFull = page !== undefined && page.messages.length >= page.count;
  const more = (): void => {
    if (!isAsked) ask();
  };
  return {
    messages,
    /** Shows earlier ones, where there may be some. */
    onMore: isFull || isAsked ? more : undefined,
    /** To be told whether somebody reads in them, or is at their end. */
    onReading: (reading: boolean): void => {
      isReading.current = reading;
    },
  };
}
