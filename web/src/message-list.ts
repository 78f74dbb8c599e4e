import { element, part, timeOfDay } from './dom.ts';
import { numberOf, type Message, type View } from './model.ts';

const MARKS: Record<string, string> = { sending: '', sent: '✓', delivered: '✓✓', read: '✓✓' };

/** Shows messages in a list. The items of those that stay are kept: a screen reader hears news only. */
export class MessageList {
  readonly #scroller: HTMLElement;
  readonly #list: HTMLElement;
  readonly #items = new Map<string, HTMLElement>();

  constructor(scroller: HTMLElement) {
    this.#scroller = scroller;
    this.#list = part(scroller, 'ol', HTMLElement);
  }

  show(view: View): void {
    const list = this.#list;
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    const atEnd = scrollHeight - scrollTop - clientHeight < 40;
    const items = view.messages.map((message) => this.#itemOf(message, view));
    for (const item of list.querySelectorAll('li')) if (!items.includes(item)) item.remove();
    items.forEach((item, at) => {
      if (list.children[at] !== item) list.insertBefore(item, list.children[at] ?? null);
    });
    if (atEnd) this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  #itemOf(message: Message, view: View): HTMLElement {
    const { message_id, message_number, from_user, created, text, type } = message;
    const own = from_user === view.uid;
    const item = this.#items.get(message_id) ?? element('li', own ? 'message own' : 'message');
    this.#items.set(message_id, item);
    if (!item.hasChildNodes()) {
      item.append(element('p', 'message-text', text || `[${type}]`), element('p', 'message-foot'));
    }
    item.lastElementChild?.replaceChildren(
      element('span', 'number', `#${message_number ?? '…'}`),
      element('time', '', timeOfDay(created.toDate())),
      ...(own ? [ticksOf(message, view)] : []),
    );
    return item;
  }
}

function ticksOf({ message_number }: Message, view: View): HTMLElement {
  const upTo = (kind: 'read' | 'delivered') => numberOf(view, kind, 'peer');
  let state = 'sending';
  if (message_number) state = 'sent';
  if (message_number && message_number <= upTo('delivered')) state = 'delivered';
  if (message_number && message_number <= upTo('read')) state = 'read';
  const ticks = element('span', `ticks ${state}`, MARKS[state]);
  ticks.role = 'img';
  ticks.ariaLabel = ticks.title = state;
  return ticks;
}
