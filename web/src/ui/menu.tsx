import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import { Icon, type IconName } from './icon.tsx';

/** One thing that a menu offers. */
export interface MenuItem {
  label: string;
  act: () => void;
  danger?: boolean;
}

export interface MenuProps {
  label: string;
  icon?: IconName;
  items: readonly MenuItem[];
  /** -1 where it is reached by other keys than Tab. */
  tabIndex?: number;
  /** Above the items. */
  children?: ComponentChildren;
}

/** A button that opens a list of actions; by keys as menus go: arrows, Home, End, letters, Escape, Tab. */
export function Menu({ label, icon = 'more', items, tabIndex, children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const entries = (): HTMLElement[] => [
    ...(root.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []),
  ];

  // Before it is painted, so that the next key finds the first item.
  useLayoutEffect(() => {
    if (!open) return;
    place(root.current);
    entries()[0]?.focus({ preventScroll: true });
    const outside = ({ target }: globalThis.Event): void => {
      if (!(target instanceof Node) || root.current?.contains(target) !== true) setOpen(false);
    };
    // What has moved by itself, as when a message comes, takes its list along.
    const follow = (): void => {
      if (isInView(root.current)) place(root.current);
      else setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('scroll', follow, true);
    window.addEventListener('resize', follow);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('scroll', follow, true);
      window.removeEventListener('resize', follow);
    };
  }, [open]);

  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') setOpen(false);
    else if (/^Arrow/.test(event.key)) {
      const all = entries();
      const at = all.findIndex((entry) => entry === document.activeElement);
      const step = event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 1 : -1;
      const next = at === -1 && step === -1 ? -1 : at + step;
      all.at(next % all.length)?.focus();
    } else if (event.key === 'Home') entries()[0]?.focus();
    else if (event.key === 'End') entries().at(-1)?.focus();
    else if (event.key.length === 1 && event.key !== ' ') nextBy(event.key, entries())?.focus();
    else return;
    if (event.key !== 'Tab') event.preventDefault();
  };
  return (
    <div class="menu" ref={root} onKeyDown={onKeyDown}>
      <button
        ref={button}
        class="icon"
        type="button"
        tabIndex={tabIndex}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name={icon} />
        <span class="unseen">{label}</span>
      </button>
      {open && (
        <div
          class="menu-list"
          role="menu"
          aria-label={label}
          // Before the item acts, which may give the focus to something else.
          onClickCapture={() => button.current?.focus()}
          onClick={() => setOpen(false)}
        >
          {children}
          {items.map(({ label: text, act, danger }) => (
            <button
              key={text}
              type="button"
              role="menuitem"
              class={danger === true ? 'danger' : ''}
              onClick={act}
            >
              {text}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** The next entry after the one in focus that begins with a letter. */
function nextBy(letter: string, entries: readonly HTMLElement[]): HTMLElement | undefined {
  const at = entries.findIndex((entry) => entry === document.activeElement) + 1;
  const begins = (entry: HTMLElement): boolean =>
    entry.textContent.trim().toLowerCase().startsWith(letter.toLowerCase());
  return [...entries.slice(at), ...entries.slice(0, at)].find(begins);
}

/** Whether the button of a menu can be seen in what it scrolls in. */
function isInView(menu: HTMLElement | null): boolean {
  const button = menu?.getBoundingClientRect();
  const frame = menu?.closest('.messages, .scroll, .pane')?.getBoundingClientRect();
  return !!button && !!frame && button.bottom > frame.top && button.top < frame.bottom;
}

const MARGIN_PX = 8;

/** Puts the list below its button, or above where there is no room, within its side of the page. */
function place(menu: HTMLElement | null): void {
  const list = menu?.querySelector<HTMLElement>('[role=menu]');
  const side = menu?.closest('.pane')?.getBoundingClientRect();
  if (!menu || !list || !side) return;
  const button = menu.getBoundingClientRect();
  const { width, height } = list.getBoundingClientRect();
  const rightmost = side.right - width - MARGIN_PX;
  const left = Math.max(side.left + MARGIN_PX, Math.min(button.right - width, rightmost));
  const isBelow = button.bottom + height < side.bottom;
  const top = isBelow ? button.bottom : Math.max(side.top, button.top - height);
  Object.assign(list.style, { left: `${left}px`, top: `${top}px` });
}
