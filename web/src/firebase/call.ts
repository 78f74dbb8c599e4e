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

/** Calls the functions as the user of one device. */
export function caller(functions: Functions): Call {
  return async <N extends EndpointName>(name: N, input: Input<N>) => {
    tell('call', name, functions.app.name);
    const { data } = await httpsCallable<Input<N>, Answer<N>>(functions, name)(input);
    return data;
  };
}
