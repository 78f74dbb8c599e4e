import { type RefObject } from 'preact';
import { useState } from 'preact/hooks';

import { focusMessage } from './use-place.ts';

/**
 * Makes a list of messages one stop of the Tab key: up and down, Home and End go from message to message,
 * left and right through what one has to press, Enter opens its menu, and Escape leaves for the box.
 *
 * @param ids those that can be gone to, in order
 */
export function useRoving(list: RefObject<HTMLElement | null>, ids: readonly string[]) {
  const [chosen, choose] = useState('');
  const current = ids.includes(chosen) ? chosen : ids.at(-1);

  const onFocusIn = ({ target }: FocusEvent): void => {
    const bubble = target instanceof Element && target.closest<HTMLElement>('[data-message]');
    if (bubble) choose(bubble.dataset['message'] ?? '');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { target, key } = event;
    if (event.defaultPrevented || list.current === null || !(target instanceof HTMLElement)) return;
    const bubble = target.closest<HTMLElement>('[data-message]');
    const at = ids.indexOf(bubble?.dataset['message'] ?? '');
    const go = (to: number): void => {
      const id = ids[Math.min(to, ids.length - 1)];
      if (list.current !== null && id !== undefined) focusMessage(list.current, id);
    };
    // In what is not sent, keys do as ever.
    const isWithin = bubble !== null || target.classList.contains('more');
    if (key === 'Escape') boxOf(list.current)?.focus();
    else if (!isWithin) return;
    else if (key === 'ArrowDown') go(at + 1);
    else if (key === 'ArrowUp') {
      if (at > 0) go(at - 1);
      else list.current.querySelector<HTMLElement>('.more')?.focus();
    } else if (key === 'Home') go(0);
    else if (key === 'End') go(ids.length - 1);
    else if (key === 'Enter' && target === bubble) {
      bubble.querySelector<HTMLElement>('[aria-haspopup=menu]')?.click();
    } else if (/^Arrow(?:Left|Right)$/.test(key) && bubble !== null) {
      const stops = [bubble, ...bubble.querySelectorAll<HTMLElement>('button')];
      const step = key === 'ArrowRight' ? 1 : -1;
      stops.at((stops.indexOf(target) + step) % stops.length)?.focus();
    } else return;
    event.preventDefault();
  };
  return { current, onFocusIn, onKeyDown };
}

/** Where the chat of this list is written in. */
export function boxOf(within: Element): HTMLElement | null | undefined {
  return within.closest('.pane')?.querySelector<HTMLElement>('.composer textarea');
}
