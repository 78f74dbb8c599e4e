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
  /** Above the items. */
  children?: ComponentChildren;
}

/** A button that opens a list of actions; by keys as menus go: arrows, Escape, Tab. */
export function Menu({ label, icon = 'more', items, children }: MenuProps) {
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
    const shut = (): void => setOpen(false);
    document.addEventListener('pointerdown', outside);
    document.addEventListener('scroll', shut, true);
    window.addEventListener('resize', shut);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('scroll', shut, true);
      window.removeEventListener('resize', shut);
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
    } else return;
    if (event.key !== 'Tab') event.preventDefault();
  };
  return (
    <div class="menu" ref={root} onKeyDown={onKeyDown}>
      <button
        ref={button}
        class="icon"
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name={icon} />
        <span class="unseen">{label}</span>
      </button>
      {open && (
        <div class="menu-list" role="menu" aria-label={label} onClick={close}>
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
