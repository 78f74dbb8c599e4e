import { element } from './dom.ts';
import { ownNumbers, type View } from './model.ts';

const KEPT = 6;

interface Trace {
  message_id: string;
  from: string;
  to: string;
  started: number;
  number?: number;
  /** The steps seen so far. */
  seen: Set<string>;
  steps: HTMLElement;
}

/** Follows each message sent from this page, writing down when the page saw which step. */
export class Traces {
  readonly #list: HTMLElement;
  #traces: Trace[] = [];
  /** By user: up to which message his event document counts. */
  readonly #raised = new Map<string, number>();

  constructor(list: HTMLElement) {
    this.#list = list;
  }

  begin(message_id: string, from: string, to: string, text: string): void {
    const steps = element('ol', 'steps');
    const trace = { message_id, from, to, started: performance.now(), seen: new Set(''), steps };
    this.#traces = [trace, ...this.#traces].slice(0, KEPT);
    const item = element('li', 'trace');
    item.append(element('p', 'trace-title', `${from} → ${to}  ${text}`), steps);
    this.#list.prepend(item);
    while (this.#list.children.length > KEPT) this.#list.lastElementChild?.remove();
    mark(trace, 'sent');
  }

  /** A step that only the sender or the push inbox knows of. */
  mark(message_id: string, step: string): void {
    const trace = this.#traces.find((candidate) => candidate.message_id === message_id);
    if (trace) mark(trace, step);
  }

  /** Looks for news in what one of the two users sees now. */
  observe(view: View): void {
    const { uid, chat_id, event, messages } = view;
    this.#raised.set(uid, ownNumbers(view).read + (event.unread?.[chat_id] ?? 0));
    for (const trace of this.#traces) {
      const message = messages.find(({ message_id }) => message_id === trace.message_id);
      if (message && uid === trace.to) mark(trace, `seen by ${uid}`);
      if (message?.message_number) {
        trace.number = message.message_number;
        mark(trace, `numbered ${trace.number}`);
      }
      // The sum of read and unread is the number of the message that raised the count last.
      if (trace.number && trace.number <= (this.#raised.get(trace.to) ?? 0)) {
        mark(trace, 'unread raised');
      }
    }
  }
}

function mark({ started, seen, steps }: Trace, step: string): void {
  if (seen.has(step)) return;
  seen.add(step);
  const item = element('li', 'step', step);
  item.append(' ', element('span', 'ms', `${Math.round(performance.now() - started)} ms`));
  steps.append(item);
}
