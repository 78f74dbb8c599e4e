import type { Hosts } from '../../testkit/hosts.ts';
import { freshProjectId } from '../../testkit/world.ts';
import {
  startEventSource,
  startInstance,
  type EventSource,
  type Instance,
} from '../processes/instance-process.ts';
import { messagesPath } from './listen.ts';
import { openStage, type Stage } from './stage.ts';
import type { LatencyPlan } from './summary.ts';

/** A stage, and what serves it: our own instance of the bundle, or the functions emulator. */
export interface Setting {
  stage: Stage;
  /** Unknown where the functions emulator serves. */
  instance: Instance | undefined;
  /** From then on new messages raise events; with the functions emulator they always do. */
  startEvents: () => Promise<EventSource | undefined>;
  close: () => Promise<void>;
}

type Scope = Pick<LatencyPlan, 'chats' | 'members' | 'emulated_project'>;

/** Opens a plan's setting in a project of its own, or in the one the emulator serves. */
export async function openSetting(hosts: Hosts, plan: Scope): Promise<Setting> {
  const { emulated_project } = plan;
  const projectId = emulated_project ?? freshProjectId();
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const each of closers.splice(0).toReversed()) await each();
  };
  const opened = <T extends { stop(): Promise<void> }>(process: T): T => {
    closers.push(() => process.stop());
    return process;
  };
  try {
    const instance =
      emulated_project === undefined ? opened(await startInstance(projectId, hosts)) : undefined;
    const functions = instance?.ready.host ?? hosts.functions;
    const stage = await openStage(projectId, { ...hosts, functions }, plan);
    closers.push(() => stage.world.close());
    const startEvents = async (): Promise<EventSource | undefined> =>
      instance &&
      opened(await startEventSource(projectId, hosts, instance, stage.chats.map(messagesPath)));
    return { stage, instance, startEvents, close };
  } catch (error) {
    await close();
    throw error;
  }
}
