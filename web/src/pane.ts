import type { Door } from './conversation.ts';
import { element, part } from './dom.ts';
import { MessageList } from './message-list.ts';
import { badgeOf, ownNumbers, highestNumber, type View } from './model.ts';
import type { Account } from './settings.ts';

/** What a person can do in a pane. */
export interface PaneActions {
  /** Rejects when the message was not sent. */
  send(text: string, door: Door): Promise<void>;
  read(): void;
}

/** One user's half of the page: header, messages, composer. */
export class Pane {
  readonly root: HTMLElement;
  readonly #messages: MessageList;
  readonly #error: HTMLElement;

  constructor({ uid, username }: Account) {
    const template = part(document, '#pane', HTMLTemplateElement);
    const copy = template.content.cloneNode(true) as DocumentFragment;
    this.root = part(copy, '.pane', HTMLElement);
    this.root.dataset['uid'] = uid;
    this.root.ariaLabel = `Device of ${username}`;
    this.#error = this.#part('.error');
    const list = this.#part('.messages');
    list.ariaLabel = `Messages as ${username} sees them`;
    this.#messages = new MessageList(list);

    this.#part('.avatar').textContent = username;
    this.#part('.name').textContent = `User ${username}`;
    const label = part(this.root, '.hidden-label', HTMLLabelElement);
    label.textContent = `Message from ${username}`;
    label.htmlFor = part(this.root, '.text', HTMLInputElement).id = `text-${uid}`;
  }

  /** Opens the composer once the user is signed in. */
  open(status: string, { send, read }: PaneActions): void {
    this.#part('.status').textContent = status;
    const text = part(this.root, '.text', HTMLInputElement);
    const direct = part(this.root, '.direct-input', HTMLInputElement);
    text.disabled = part(this.root, '.send', HTMLButtonElement).disabled = false;
    this.#part('.mark-read').addEventListener('click', read);
    part(this.root, '.composer', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      const { value } = text;
      text.value = '';
      this.#error.textContent = '';
      send(value, direct.checked ? 'direct' : 'callable').catch((error: unknown) => {
        this.fail(error);
        // Nothing that was typed is lost, unless more has been typed since.
        text.value ||= value;
      });
    });
  }

  show(view: View): void {
    this.#messages.show(view);
    const raised = view.event.notify_new_message === true;
    this.#part('.lamp').classList.toggle('raised', raised);
    this.#part('.lamp-text').textContent = raised ? 'new message' : 'nothing new';
    const badge = this.#part('.badge');
    const count = badgeOf(view);
    badge.hidden = count === 0;
    badge.replaceChildren(String(count), element('span', 'hidden-label', ' unread'));
    part(this.root, '.mark-read', HTMLButtonElement).disabled =
      highestNumber(view) <= ownNumbers(view).read;
  }

  /** Shows a failure with the stable reason that Parley's callables give. */
  fail(error: unknown): void {
    const { message, code, details } = error as Error & {
      code?: string;
      details?: { reason?: string };
    };
    const reason = details?.reason ?? code;
    this.#error.textContent = reason ? `${message} (${reason})` : message;
  }

  #part(selector: string): HTMLElement {
    return part(this.root, selector, HTMLElement);
  }
}
