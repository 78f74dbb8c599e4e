const CONTROLS = 'button, input, select, textarea, a[href]';

type Control = HTMLElement & { disabled?: boolean };

/** What has the focus, and the how manieth control it is of each box around it, the innermost first. */
interface Held {
  control: Control;
  trail: { box: Element; at: number }[];
}

/**
 * Keeps the focus within a part of the page. A browser drops it where what has it goes, or is disabled for a
 * while: it goes to what has taken its place, or back. Whoever has gone elsewhere himself is left there.
 *
 * @returns the function that ends it
 */
export function keepFocus(root: Element): () => void {
  let held: Held | undefined;

  const hold = (control: Control): void => {
    const trail: Held['trail'] = [];
    for (let box = control.parentElement; box !== root && box !== null; box = box.parentElement) {
      trail.push({ box, at: controlsOf(box).indexOf(control) });
    }
    held = { control, trail };
  };
  const follow = ({ target }: globalThis.Event): void => {
    const isControl = target instanceof HTMLElement && target.matches(CONTROLS);
    if (isControl && root.contains(target)) hold(target);
    else held = undefined;
  };
  const leave = ({ target }: globalThis.Event): void => {
    if (target instanceof Node && held?.control.contains(target) !== true) held = undefined;
  };
  const observer = new MutationObserver(() => {
    if (held === undefined || document.activeElement !== document.body) return;
    if (!held.control.isConnected) {
      const next = nextOf(held);
      if (next === undefined) {
        // Nothing is left where it was, so it is at the beginning of it all.
        root.querySelector<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true });
        return;
      }
      hold(next);
    }
    // What is disabled now is looked at again when it is not.
    if (held.control.disabled !== true) held.control.focus({ preventScroll: true });
  });
  observer.observe(root, {
    subtree: true,
    childList: true,
    attributeFilter: ['disabled', 'inert'],
  });
  document.addEventListener('focusin', follow);
  document.addEventListener('pointerdown', leave);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', follow);
    document.removeEventListener('pointerdown', leave);
  };
}

/** What has taken the place of a control that is gone, in the innermost box that is left and has any. */
function nextOf({ trail }: Held): Control | undefined {
  for (const { box, at } of trail) {
    const controls = box.isConnected ? controlsOf(box) : [];
    const next = controls[Math.min(at, controls.length - 1)];
    if (next !== undefined) return next;
  }
  return undefined;
}

function controlsOf(box: Element): Control[] {
  return [...box.querySelectorAll<Control>(CONTROLS)];
}
