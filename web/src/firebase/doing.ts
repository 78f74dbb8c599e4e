import { tell } from './operations.ts';

// Which action a device is at, for the inspector. A call is one, and says so in its address; what has no call
// is told by the click before it.

/** What a device did last. */
interface Doing {
  action: string;
  /** When something of it happened last. */
  at: number;
  /** Whether listeners that begin now are of it. */
  shows: boolean;
}

/** What a person clicked that has led to nothing yet. */
interface Click {
  label: string;
  at: number;
}

/** What is shown next begins to listen within this. */
const SOON_MS = 3_000;
/** Unlike any other page's. */
const PAGE = Math.random().toString(36).slice(2);
const BY_ITSELF = new Set(['markDelivered', 'setPresence', 'setTyping', 'registerDevice']);
const SHOWS = /^(signIn|verifyPhone|registerWith)/;
const LABEL_LENGTH = 30;

const doing = new Map<string, Doing>();
const clicks = new Map<string, Click>();
let count = 0;

document.addEventListener('click', noteClick, true);

function noteClick({ target }: MouseEvent): void {
  if (!(target instanceof Element)) return;
  const side = target.closest<HTMLElement>('[data-side]')?.dataset['side'];
  const button = target.closest('button, a');
  if (side === undefined || button === null) return;
  const label = button.getAttribute('aria-label') ?? button.textContent.trim();
  clicks.set(side, { label: label.slice(0, LABEL_LENGTH), at: Date.now() });
}

/** The device of an app, whose name also has the tab that it is in. */
export const deviceOf = ({ name }: { name: string }): string => name.split(' ')[0] ?? '';

function begin(device: string, title: string, shows: boolean, isBackground = false): string {
  const action = `${PAGE}-${(count += 1)}`;
  tell({ kind: 'begin', what: title, device, action, isBackground });
  if (isBackground) return action;
  doing.set(device, { action, at: Date.now(), shows });
  clicks.delete(device);
  return action;
}

/** A function is called. @returns the action that this is */
export function calling(device: string, name: string): string {
  const action = begin(device, name, SHOWS.test(name), BY_ITSELF.has(name));
  tell({ kind: 'call', what: name, device, action });
  return action;
}

/** The call has been answered: what follows from it follows now. */
export function answered(device: string, action: string): void {
  const last = doing.get(device);
  if (last?.action === action) last.at = Date.now();
}

/** Another screen is about to be shown. */
export function opening(device: string, title: string): void {
  begin(device, title, true);
}

/** A document is written by the device itself. */
export function writing(device: string, path: string): void {
  const isFlag = path.startsWith('users-external-event/');
  const action = begin(device, isFlag ? 'Lower the flag' : 'Direct write', false, isFlag);
  tell({ kind: 'write', what: path, device, action });
}

/** The device begins to listen. @returns the action that this is of, where that can be told */
export function beginning(device: string): string | undefined {
  const now = Date.now();
  const last = doing.get(device);
  const click = clicks.get(device);
  if (click !== undefined && now - click.at < SOON_MS) return begin(device, click.label, true);
  // A page that was loaded again finds somebody signed in.
  if (last === undefined) return begin(device, 'Page loaded', true);
  if (!last.shows || now - last.at > SOON_MS) return undefined;
  last.at = now;
  return last.action;
}
