import { element, part } from './dom.ts';
import { MessageList } from './message-list.ts';
import { badgeOf, unreadOf, type View } from './model.ts';
import type { Door } from './send-text.ts';
import type { Account } from './settings.ts';

/** What a person can do in a pane. */
export interface PaneActions {
  /** Rejects when the message was not sent. */
  send: (text: string, door: Door) => Promise<void>;
  read: () => void;
}

/** One user's half of the page: header, messages, composer. */
export class Pane {
  readonly root: HTMLElement;
  readonly #messages: MessageList;

  constructor({ uid, username }: Account) {
    const copy = document.importNode(part(document, '#pane', HTMLTemplateElement).content, true);
    this.root = part(copy, '.pane', HTMLElement);
    this.root.ariaLabel = `Device of ${username}`;
    this.#part('.avatar').textContent = uid;
    this.#part('.name').textContent = username;
    this.#part('.messages').ariaLabel = `Messages as ${username} sees them`;
    this.#part('.text').ariaLabel = `Message from ${username}`;
    this.#messages = new MessageList(this.#part('.messages'));
  }

  /** Opens the composer, once the user is signed in. */
  open(status: string, { send, read }: PaneActions): void {
    this.#part('.status').textContent = status;
    const text = part(this.root, '.text', HTMLInputElement);
    const direct = part(this.root, '.direct input', HTMLInputElement);
    text.disabled = part(this.root, '.send', HTMLButtonElement).disabled = false;
    this.#part('.mark-read').addEventListener('click', read);
    this.#part('.composer').addEventListener('submit', (event) => {
      event.preventDefault();
      const { value } = text;
      text.value = '';
      this.fail(undefined);
      send(value, direct.checked ? 'direct' : 'callable').catch((error: unknown) => {
        this.fail(error);
        // Nothing that was typed is lost, unless more has been typed since.
        text.value ||= value;
      });
    });
  }

  show(view: View): void {
    this.#messages.show(view);
    const raised = view.event?.notify_new_message === true;
    this.#part('.lamp').classList.toggle('raised', raised);
    this.#part('.lamp-text').textContent = raised ? 'new message' : 'nothing new';
    const badge = badgeOf(view);
    this.#part('.badge').hidden = badge === 0;
    this.#part('.badge').replaceChildren(String(badge), element('span', 'unseen', ' unread'));
    part(this.root, '.mark-read', HTMLButtonElement).disabled = unreadOf(view) === 0;
  }

  /** Shows a failure, with the stable reason where one of Parley's callables gave it. */
  fail(error: unknown): void {
    const { message, code, details } = (error ?? { message: '' }) as {
      message: string;
      code?: string;
      details?: { reason?: string };
    };
    const reason = details?.reason ?? code;
    this.#part('.error').textContent = reason ? `${message} (${reason})` : message;
    if (this.#part('.text').matches(':disabled'))
      this.#part('.status').textContent = 'Not connected';
  }

  #part(selector: string): HTMLElement {
    return part(this.root, selector, HTMLElement);
  }
}
