import { useEffect, useRef } from 'preact/hooks';

import { usePane } from '../../panes/pane-context.ts';

const RENEW_MS = 8_000;

/** Tells the others that somebody types here: at the first key, and again while keys follow. */
export function useTypingSigns(chat_id: string) {
  const { device, online } = usePane();
  const signed = useRef<number | undefined>(undefined);
  const tell = (typing: boolean): void => {
    signed.current = typing ? Date.now() : undefined;
    // A sign that is missed is made again, or was of no use any more.
    if (online) device.call('setTyping', { chat_id, typing }).catch(() => undefined);
  };
  useEffect(
    () => () => {
      if (signed.current !== undefined) tell(false);
    },
    [chat_id],
  );
  return (what: 'typed' | 'emptied' | 'sent'): void => {
    if (what === 'typed') {
      if (signed.current === undefined || Date.now() - signed.current > RENEW_MS) tell(true);
    } else if (what === 'sent') {
      // Apps drop the sign with the message.
      signed.current = undefined;
    } else if (signed.current !== undefined) tell(false);
  };
}
