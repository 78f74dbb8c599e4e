import { element } from './dom.ts';
import { numberOf, unreadOf, type View } from './model.ts';

const KEPT = 6;

interface Trace {
  message_id: string;
  to: string;
  /** By the page's own clock, in milliseconds. */
  started: number;
  number?: number;
  seen: Set<string>;
  steps: HTMLElement;
}

/** Writes down when the page saw which step of each message that was sent from it. */
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
    const trace = { message_id, to, started: performance.now(), seen: new Set<string>(), steps };
    this.#traces = [trace, ...this.#traces].slice(0, KEPT);
    const item = element('li', 'trace');
    item.append(element('p', 'trace-title', `${from} → ${to}: ${text}`), steps);
    this.#list.prepend(item);
    this.#list.children[KEPT]?.remove();
    mark(trace, 'sent');
  }

  /** A step that no view shows. */
  mark(message_id: string | undefined, step: string): void {
    const trace = this.#traces.find((candidate) => candidate.message_id === message_id);
    if (trace) mark(trace, step);
  }

  /** Looks for news in what one of the two users sees now. */
  observe(view: View): void {
    const unread = unreadOf(view);
    // What is read and what is unread sum up to the number of the message that was counted last.
    if (unread > 0) this.#raised.set(view.uid, numberOf(view, 'read', 'self') + unread);
    for (const trace of this.#traces) {
      const message = view.messages.find(({ message_id }) => message_id === trace.message_id);
      if (message && view.uid === trace.to) mark(trace, `seen by ${view.uid}`);
      trace.number ??= message?.message_number ?? undefined;
      if (!trace.number) continue;
      mark(trace, `numbered ${trace.number}`);
      if (trace.number <= (this.#raised.get(trace.to) ?? 0)) mark(trace, 'unread raised');
    }
  }
}

function mark({ started, seen, steps }: Trace, step: string): void {
  if (seen.has(step)) return;
  seen.add(step);
  const item = element('li', 'step', `${step} `);
  item.append(element('span', 'soft', `${Math.round(performance.now() - started)} ms`));
  steps.append(item);
}
