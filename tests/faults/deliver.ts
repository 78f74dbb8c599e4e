import { retryPushes } from '../../functions/src/modules/delivery/retry-pushes.ts';
import type { CreatedEvent } from '../../testkit/events.ts';
import type { World } from '../../testkit/world.ts';
import type { Log } from './log.ts';

/** What a delivery needs of a history that is being played. */
interface Platform {
  world: World;
  log: Log;
}

/** Delivers an event, again after its process died, as the platform does. */
export function deliver({ world, log }: Platform, event: CreatedEvent): Promise<void> {
  return untilDone(world, log, () => world.deliver(event));
}

/** Runs the schedule that pushes undelivered messages again. */
export function runDue({ world, log }: Platform): Promise<void> {
  return untilDone(world, log, () => world.runSchedule(retryPushes));
}

async function untilDone(world: World, log: Log, act: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!isDeath(error)) throw error;
      log.pushes_may_be_lost = true;
      world.crash(undefined);
    }
  }
}

function isDeath(error: unknown): boolean {
  const errors: unknown[] = error instanceof AggregateError ? error.errors : [error];
  return errors.every((one) => /the process died here/.test(String(one)));
}
