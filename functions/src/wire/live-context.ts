import type { Context, Contexts } from '../context/context.ts';
import { invariant } from '../kernel/invariant.ts';
import { cloudLog } from './log.ts';
import { readParams } from './params.ts';
import { onInit } from './sdk.ts';
import { startContexts } from './start-context.ts';

let contexts: Contexts | undefined;
let starting: Promise<void> | undefined;

// Runs when an instance starts and not while a deploy discovers the functions, which has neither
// params nor secrets. What it throws names what is missing; the instance then serves nothing. What it
// needs is loaded by it: discovery and the loading of the bundle do without.
// Requests that come at once each ask for it, and wait for the same start.
onInit(() => (starting ??= start()));

async function start(): Promise<void> {
  contexts = await startContexts(readParams(), cloudLog);
}

/** The running instance's context for one of its functions. */
export function liveContext(function_name: string): Context {
  invariant(contexts, 'a function ran before onInit');
  return contexts(function_name);
}
