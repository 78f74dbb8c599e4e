import { httpsCallable, type Functions } from 'firebase/functions';
import type { z } from 'zod';

import type { Endpoint } from '../../../functions/src/context/endpoint.ts';
import type { ENDPOINTS, EndpointName } from '../../../functions/src/wire/endpoints.ts';
import type { Sending } from '../../../functions/src/modules/messages/send-message.ts';
import { reasonOf } from '../ui/explain.ts';
import { tell } from './operations.ts';

type Known<N extends EndpointName> = Awaited<ReturnType<(typeof ENDPOINTS)[N]>>;

/** The fields that a function takes, by the schema it checks them with; which are needed, it says. */
export type Input<N extends EndpointName> = N extends 'sendMessage'
  ? Sending
  : Known<N> extends { input: z.ZodType<infer I> }
    ? Partial<I>
    : never;

/** What a function answers, by its schema. */
export type Answer<N extends EndpointName> =
  Known<N> extends Pick<Endpoint<never, infer O>, 'output'> ? O : never;

/** Calls one of Parley's functions by its name. */
export type Call = <N extends EndpointName>(name: N, input: Input<N>) => Promise<Answer<N>>;

/** The functions, called as the user of one device. */
export interface Caller {
  call: Call;
  /** Resolves when all that was called so far has been answered. */
  answered: () => Promise<void>;
}

/** What takes something that can be taken once, so that asking again is for the person to decide. */
const SPENDING = new Set<EndpointName>([
  'registerWithEmail',
  'startPhoneAuth',
  'verifyPhoneAuth',
  'confirmPasswordReset',
  'refreshSession',
]);

/** The functions as one device calls them; where nobody answered, once more: they are safe to repeat. */
export function caller(functions: Functions): Caller {
  const asked = new Set<Promise<unknown>>();
  const call = async <N extends EndpointName>(name: N, input: Input<N>): Promise<Answer<N>> => {
    tell('call', name, functions.app);
    const ask = httpsCallable<Input<N>, Answer<N>>(functions, name);
    const answer = ask(input).catch((error: unknown) => {
      if (SPENDING.has(name) || !isUnanswered(error)) throw error;
      return ask(input);
    });
    asked.add(answer);
    try {
      return (await answer).data;
    } finally {
      asked.delete(answer);
    }
  };
  const answered = async (): Promise<void> => void (await Promise.allSettled(asked));
  return { call, answered };
}

/** Whether a request may never have arrived, or its answer did not. */
function isUnanswered(error: unknown): boolean {
  const { code } = error as { code?: string };
  return navigator.onLine && code === 'functions/internal' && reasonOf(error) === undefined;
}
