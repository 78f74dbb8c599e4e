import { httpsCallable, type Functions } from 'firebase/functions';
import type { z } from 'zod';

import type { Endpoint } from '../../../functions/src/context/endpoint.ts';
import type { ENDPOINTS, EndpointName } from '../../../functions/src/wire/endpoints.ts';
import type { Sending } from '../../../functions/src/modules/messages/send-message.ts';
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

export function caller(functions: Functions): Caller {
  const asked = new Set<Promise<unknown>>();
  const call = async <N extends EndpointName>(name: N, input: Input<N>): Promise<Answer<N>> => {
    tell('call', name, functions.app.name);
    const answer = httpsCallable<Input<N>, Answer<N>>(functions, name)(input);
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
