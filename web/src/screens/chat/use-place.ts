import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

import type { Message } from '../../firebase/documents.ts';

const NEAR_END_PX = 80;

/**
 * Keeps a list of messages at its end, or where somebody reads in it: what comes above or below does not
 * move that. Only what he writes himself takes him to the end. Where the focus is lost with what had it,
 * the message in its place gets it, or the first that is in view.
 *
 * @param shown all that is on show, in order
 * @param onReading is told whether somebody has gone away from the end
 */
export function usePlace(shown: readonly Message[], onReading: (reading: boolean) => void) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const height = useRef(0);
  const before = useRef<readonly string[]>([]);
  // As it is now, before what has changed is shown.
  const place = list.current === null ? undefined : placeIn(list.current);

  useLayoutEffect(() => {
    const box = list.current;
    if (box === null) return;
    const ids = shown.map(({ message_id }) => message_id);
    const last = shown.at(-1);
    const isWrittenHere = last?.pending === true && !before.current.includes(last.message_id);
    if ((atEnd.current && box.scrollHeight !== height.current) || isWrittenHere) {
      box.scrollTop = box.scrollHeight;
    } else if (!atEnd.current && place?.top !== undefined) {
      const now = bubbleOf(box, place.top.id)?.getBoundingClientRect().top;
      if (now !== undefined) box.scrollTop += now - box.getBoundingClientRect().top - place.top.at;
    }
    if (place?.hasFocus === true && document.activeElement === document.body) {
      const at = Math.max(0, before.current.indexOf(place.focused ?? ''));
      const next = place.focused ?? place.top?.id ?? '';
      const id = ids.includes(next) ? next : (ids[Math.min(at, ids.length - 1)] ?? '');
      // What is seen of it in part does not come into view: it would move the others.
      bubbleOf(box, id)?.focus({ preventScroll: true });
    }
    height.current = box.scrollHeight;
    before.current = ids;
  });
  useEffect(() => {
    const box = list.current;
    if (box === null) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  const onScroll = (): void => {
    const box = list.current;
    if (box === null) return;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
    onReading(!atEnd.current);
  };
  return { list, onScroll };
}

/** Gives a message the focus, and brings it into view. */
export function focusMessage(within: ParentNode, message_id: string): void {
  bubbleOf(within, message_id)?.focus();
}

function bubbleOf(within: ParentNode, message_id: string): HTMLElement | null {
  return within.querySelector<HTMLElement>(`[data-message="${CSS.escape(message_id)}"]`);
}

/** The first message in view and how far below the top it is, and which message has the focus. */
function placeIn(box: HTMLElement) {
  const start = box.getBoundingClientRect().top;
  const bubbles = [...box.querySelectorAll<HTMLElement>('[data-message]')];
  const first = bubbles.find((bubble) => bubble.getBoundingClientRect().bottom > start);
  const active = document.activeElement;
  return {
    top: first && {
      id: first.dataset['message'] ?? '',
      at: first.getBoundingClientRect().top - start,
    },
    hasFocus: active !== null && box.contains(active),
    focused: active?.closest<HTMLElement>('[data-message]')?.dataset['message'],
  };
}
