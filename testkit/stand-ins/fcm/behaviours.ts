import { FAILURE_CODES } from './answers.ts';
import { isJsonObject, type Answer, type Json } from './types.ts';

/** How sends to a token are answered from now on. */
export type Behaviour = {
  /** The answer; `OK` makes sense together with `delay_ms`. */
  answer: Answer;
  /** After so many sends the behaviour is gone; without it, it stays. */
  times?: number;
  /** Value of the `Retry-After` header, in seconds. */
  retry_after_seconds?: number;
  /** Milliseconds between the arrival of a send and its answer. */
  delay_ms?: number;
  /** Only sends in this project; without it, in every project. */
  project?: string;
};

/** The token that stands for every token without a behaviour of its own. */
export const EVERY_TOKEN = '*';

/** Reads a behaviour from a request body. @throws RangeError that says which field is wrong */
export function parseBehaviour(body: Json): Behaviour {
  if (!isJsonObject(body)) throw new RangeError('The body must be a JSON object.');
  const { answer = 'OK', project } = body;
  if (!isAnswer(answer)) {
    throw new RangeError(`answer must be one of OK, ${FAILURE_CODES.join(', ')}.`);
  }
  if (project !== undefined && typeof project !== 'string') {
    throw new RangeError('project must be a string.');
  }
  const behaviour: Behaviour = { answer, ...(project === undefined ? {} : { project }) };
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

/** The behaviours that are set. The nearest one wins: the token's own before that of `*`. */
export class Behaviours {
  readonly #set = new Map<string, Behaviour>();

  put(token: string, behaviour: Behaviour): void {
    this.#set.set(keyOf(behaviour.project, token), behaviour);
  }

  /** Forgets a token's behaviours in all projects, or all behaviours. */
  clear(token?: string): void {
    for (const key of this.#set.keys()) {
      if (token === undefined || key.endsWith(`\n${token}`)) this.#set.delete(key);
    }
  }

  /** The behaviour for one send; counts down `times`. */
  take(project: string, token: string): Behaviour | undefined {
    const keys = [token, EVERY_TOKEN].flatMap((t) => [keyOf(project, t), keyOf(undefined, t)]);
    const key = keys.find((candidate) => this.#set.has(candidate));
    const behaviour = key === undefined ? undefined : this.#set.get(key);
    if (key === undefined || behaviour?.times === undefined) return behaviour;
    if (behaviour.times <= 1) this.#set.delete(key);
    else this.#set.set(key, { ...behaviour, times: behaviour.times - 1 });
    return behaviour.times > 0 ? behaviour : undefined;
  }

  list(): (Behaviour & { token: string })[] {
    return [...this.#set].map(([key, behaviour]) => ({
      token: key.slice(key.indexOf('\n') + 1),
      ...behaviour,
    }));
  }
}

function keyOf(project: string | undefined, token: string): string {
  return `${project ?? ''}\n${token}`;
}

function isAnswer(value: Json): value is Answer {
  return typeof value === 'string' && (value === 'OK' || FAILURE_CODES.includes(value));
}
