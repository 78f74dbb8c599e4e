import { httpsCallable, httpsCallableFromURL, type Functions } from 'firebase/functions';
import type { z } from 'zod';

import type { Endpoint } from '../../../functions/src/context/endpoint.ts';
import type { ENDPOINTS, EndpointName } from '../../../functions/src/wire/endpoints.ts';
import type { Sending } from '../../../functions/src/modules/messages/send-message.ts';
import { reasonOf } from '../ui/explain.ts';
import { answered, calling, deviceOf } from './doing.ts';
import { newListeners } from './listeners.ts';
import { isReachable } from './network.ts';

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
  /** Calls back when a function says that the session has ended. @returns the function that ends it */
  onRevoked: (listener: () => void) => () => void;
}

/** What takes something that can be taken once, so that asking again is for the person to decide. */
const SPENDING = new Set<EndpointName>([
  'registerWithEmail',
  'startPhoneAuth',
  'verifyPhoneAuth',
  'confirmPasswordReset',
]);

/** What a function answers to whom it does not know any more. */
const ENDED = new Set<string | undefined>(['TOKEN_REVOKED', 'USER_DISABLED']);

/** The answer to a used-up refresh token can be had again for 30 s: so it is asked for twice within that. */
const REFRESH = { timeout: 12_000 };

let recorded: string | undefined;

/** Where the functions are, if what they do is recorded: with each call they are told of which action it is. */
export function tellActionsTo(address: string): void {
  recorded = address;
}

/** What is asked for by a device that has no connection, or is to have none. */
class Unconnected extends Error {
  readonly code = 'unavailable';
}

/**
 * The functions as one device calls them; where nobody answered, once more: they are safe to repeat.
 *
 * @param mayCall whether the device may call one now
 */
export function caller(functions: Functions, mayCall: (name: EndpointName) => boolean): Caller {
  const asked = new Set<Promise<unknown>>();
  const listeners = newListeners();
  const device = deviceOf(functions.app);
  const call = async <N extends EndpointName>(name: N, input: Input<N>): Promise<Answer<N>> => {
    if (!mayCall(name)) throw new Unconnected('There is no connection');
    const action = calling(device, name);
    const options = name === 'refreshSession' ? REFRESH : {};
    const ask =
      recorded === undefined
        ? httpsCallable<Input<N>, Answer<N>>(functions, name, options)
        : httpsCallableFromURL<Input<N>, Answer<N>>(
            functions,
            `${recorded}/${name}?action=${action}`,
            options,
          );
    const answer = ask(input).catch((error: unknown) => {
      if (SPENDING.has(name) || !isUnanswered(error)) throw error;
      return ask(input);
    });
    asked.add(answer);
    try {
      return (await answer).data;
    } catch (error) {
      if (ENDED.has(reasonOf(error))) listeners.tell();
      throw error;
    } finally {
      asked.delete(answer);
      answered(device, action);
    }
  };
  return {
    call,
    answered: async () => void (await Promise.allSettled(asked)),
    onRevoked: listeners.add,
  };
}

/** Whether a request may never have arrived, or its answer did not. */
function isUnanswered(error: unknown): boolean {
  const { code = '' } = error as { code?: string };
  const isOne = ['functions/internal', 'functions/deadline-exceeded'].includes(code);
  return isReachable() && isOne && reasonOf(error) === undefined;
}
