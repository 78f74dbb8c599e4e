import { isJsonObject, type Json } from './json.ts';

/** How requests for a target (a token, a phone number) are answered from now on. */
export type Behaviour<A extends string> = {
  /** The answer; `OK` makes sense together with `delay_ms`. */
  answer: A;
  /** After so many requests the behaviour is gone; without it, it stays. */
  times?: number;
  /** Value of the `Retry-After` header, in seconds. */
  retry_after_seconds?: number;
  /** Milliseconds between the arrival of a request and its answer. */
  delay_ms?: number;
  /** Only requests in this project; without it, in every project. */
  project?: string;
};

/** The target that stands for every one without a behaviour of its own. */
export const EVERY_TARGET = '*';

/**
 * Reads a behaviour from a request body.
 *
 * @param answers those that can be asked for; the first one is taken where none is named
 * @throws RangeError that says which field is wrong
 */
export function parseBehaviour<A extends string>(body: Json, answers: readonly A[]): Behaviour<A> {
  if (!isJsonObject(body)) throw new RangeError('The body must be a JSON object.');
  const { answer: wished = answers[0], project } = body;
  const answer = answers.find((known) => known === wished);
  if (answer === undefined) throw new RangeError(`answer must be one of ${answers.join(', ')}.`);
  if (project !== undefined && typeof project !== 'string') {
    throw new RangeError('project must be a string.');
  }
  const behaviour: Behaviour<A> = { answer, ...(project === undefined ? {} : { project }) };
  for (const field of ['times', 'retry_after_seconds', 'delay_ms'] as const) {
    const value = body[field];
    if (value === undefined) continue;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
      throw new RangeError(`${field} must be a whole number, 0 or more.`);
    }
    behaviour[field] = value;
  }
  return behaviour;
}

/** The behaviours that are set. The nearest one wins: the target's own before that of `*`. */
export class Behaviours<A extends string> {
  readonly #set = new Map<string, Behaviour<A>>();

  put(target: string, behaviour: Behaviour<A>): void {
    this.#set.set(keyOf(behaviour.project, target), behaviour);
  }

  /** Forgets a target's behaviours in all projects, or all behaviours. */
  clear(target?: string): void {
    for (const key of this.#set.keys()) {
      if (target === undefined || key.endsWith(`\n${target}`)) this.#set.delete(key);
    }
  }

  /** The behaviour for one request; counts down `times`. */
  take(project: string, target: string): Behaviour<A> | undefined {
    const keys = [target, EVERY_TARGET].flatMap((t) => [keyOf(project, t), keyOf(undefined, t)]);
    const key = keys.find((candidate) => this.#set.has(candidate));
    const behaviour = key === undefined ? undefined : this.#set.get(key);
    if (key === undefined || behaviour?.times === undefined) return behaviour;
    if (behaviour.times <= 1) this.#set.delete(key);
    else this.#set.set(key, { ...behaviour, times: behaviour.times - 1 });
    return behaviour.times > 0 ? behaviour : undefined;
  }

  list(): [target: string, behaviour: Behaviour<A>][] {
    return [...this.#set].map(([key, behaviour]) => [key.slice(key.indexOf('\n') + 1), behaviour]);
  }
}

function keyOf(project: string | undefined, target: string): string {
  return `${project ?? ''}\n${target}`;
}
