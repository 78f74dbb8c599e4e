import { element, timeOfDay } from './dom.ts';
import { tickOf, type Message, type Tick, type View } from './model.ts';

const MARKS: Record<Tick, string> = { pending: '…', sent: '✓', delivered: '✓✓', read: '✓✓' };

/** Shows messages in a list, keeping the elements of those that stay: a reader hears news only. */
export class MessageList {
  readonly #list: HTMLElement;
  #items = new Map<string, HTMLElement>();

  constructor(list: HTMLElement) {
    this.#list = list;
  }

  show(view: View): void {
    const atEnd = this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < 40;
    const before = this.#items;
    this.#items = new Map();
    view.messages.forEach((message, index) => {
      const item = before.get(message.message_id) ?? newItem(message, view.uid);
      const foot = item.lastElementChild;
      foot?.replaceChildren(...footOf(message, view));
      if (this.#list.children[index] !== item) {
        this.#list.insertBefore(item, this.#list.children[index] ?? null);
      }
      this.#items.set(message.message_id, item);
    });
    while (this.#list.children.length > this.#items.size) this.#list.lastElementChild?.remove();
    if (atEnd) this.#list.scrollTop = this.#list.scrollHeight;
  }
}

function newItem({ from_user, type, text }: Message, uid: string): HTMLElement {
  const item = element('li', from_user === uid ? 'message own' : 'message');
  item.append(element('p', 'message-text', text || `[${type}]`), element('p', 'message-foot'));
  return item;
}

function footOf(message: Message, view: View): HTMLElement[] {
  const { message_number, created, from_user } = message;
  const number = element('span', 'number', message_number ? `#${message_number}` : '#…');
  const time = element('time', 'time', timeOfDay(created.toDate()));
  if (from_user !== view.uid) return [number, time];
  const tick = tickOf(view, message);
  const ticks = element('span', `ticks ${tick}`, MARKS[tick]);
  ticks.role = 'img';
  ticks.ariaLabel = ticks.title = tick;
  return [number, time, ticks];
}
