import type { EndpointName } from '../../functions/src/wire/endpoints.ts';
import { ENDPOINTS } from '../../functions/src/wire/endpoints.ts';
import { SCHEDULES } from '../../functions/src/wire/schedules.ts';
import { TASKS } from '../../functions/src/wire/tasks.ts';
import type { CallerClaims, World } from '../../testkit/world.ts';
import type { Operations } from './price.ts';

type Reaction = (typeof TRIGGERS)[number] | keyof typeof SCHEDULES | keyof typeof TASKS;

const TRIGGERS = [
  'onMessageCreated',
  'onUserUpdated',
  'onNotificationCreated',
  'onUnlistedNotificationCreated',
  'onUserUpdated',
] as const;

/** Everything that is deployed, but for `api`, which serves what the callables do. */
export const USE_CASES: readonly string[] = [
  ...Object.keys(ENDPOINTS),
  ...Object.keys(SCHEDULES),
  ...Object.keys(TASKS),
  ...TRIGGERS,
];

/** What one run of a use case took. */
export interface UseCaseCost extends Operations {
  name: EndpointName | Reaction;
  /** In which case; empty in the usual one. */
  when: string;
}

/** Measures use cases one after another, at the wire to Firestore. */
export interface Recorder {
  world: World;
  /** One call, which is an invocation. */
  call: <O>(
    caller: string | null | CallerClaims,
    name: EndpointName,
    input: unknown,
    when?: string,
  ) => Promise<O>;
  /** What runs of a trigger, a schedule or a task take while `act` makes them. */
  reaction: (name: Reaction, when: string, act: () => Promise<void>) => Promise<void>;
}

/** A recorder that adds to `costs`. */
export function recorder(world: World, costs: UseCaseCost[]): Recorder {
  return {
    world,
    async call<O>(
      caller: string | null | CallerClaims,
      name: EndpointName,
      input: unknown,
      when = '',
    ) {
      const { result, cost } = await world.measure(() =>
        caller === null || typeof caller === 'string'
          ? world.call<O>(caller, name, input)
          : world.callAs<O>(caller, name, input),
      );
      costs.push({ name, when, ...cost, invocations: cost.invocations + 1 });
      return result;
    },
    async reaction(name, when, act) {
      const { cost } = await world.measure(act);
      costs.push({ name, when, ...cost });
    },
  };
}
