import {
  billRequest,
  billResponse,
  hasMinimum,
  projectOf,
  writtenDocuments,
  type Operations,
} from './billing.ts';
import { crash, type Crashes } from './crashes.ts';
import { startFirestoreProxy, type CallWatcher, type ProxyCall } from './firestore-proxy.ts';

/**
 * A proxy before the Firestore emulator that counts, by project, what would be billed, and that can let
 * an operation fail.
 */
export interface CountingProxy {
  /** `host:port`, to be given as FIRESTORE_EMULATOR_HOST. */
  host: string;
  /** The running totals of one project. */
  totals(project: string): Operations;
  /** How often a document of the project was written. */
  writesOf(project: string, path: string): number;
  /** Asks `crashes` about each write of the project from now on; `undefined` to stop that. */
  crash(project: string, crashes: Crashes | undefined): void;
  stop(): void;
}

/** Dying at a read is dying before the next write, as a read changes nothing. */
const WRITES = new Set(['BatchWrite', 'Commit']);

/**
 * Starts the proxy on a free port. It counts at the wire, so the figures hold whatever client library
 * is used, and they include the retries of transactions.
 */
export async function startCountingProxy(emulator: string): Promise<CountingProxy> {
  const byProject = new Map<string, Operations>();
  const written = new Map<string, number>();
  const crashing = new Map<string, Crashes>();
  const totals = (project: string): Operations => {
    const known = byProject.get(project) ?? { reads: 0, writes: 0, deletes: 0 };
    byProject.set(project, known);
    return known;
  };
  const add = (project: string, more: Partial<Operations>): void => {
    const sum = totals(project);
    sum.reads += more.reads ?? 0;
    sum.writes += more.writes ?? 0;
    sum.deletes += more.deletes ?? 0;
  };

  const watch = ({ method, request }: ProxyCall): CallWatcher => {
    const project = projectOf(`${method}Request`, request);
    const when = WRITES.has(method) ? crashing.get(project)?.(method) : undefined;
    let [reads, billed] = [0, 0];
    // Before each message goes on: a client may have all it wants before the stream ends.
    const bill = (): void => {
      const due = hasMinimum(method) ? Math.max(1, reads) : reads;
      add(project, { reads: due - billed });
      billed = due;
    };
    return {
      refuse: when === 'before' ? crash() : undefined,
      lose: when === 'after' ? crash() : undefined,
      answered: (answer) => {
        reads += billResponse(method, answer).reads ?? 0;
        bill();
        add(project, billRequest(method, request));
        for (const name of writtenDocuments(method, request)) {
          written.set(name, (written.get(name) ?? 0) + 1);
        }
      },
      ended: bill,
    };
  };

  const proxy = await startFirestoreProxy(emulator, watch);
  return {
    ...proxy,
    totals: (project) => ({ ...totals(project) }),
    writesOf: (project, path) =>
      written.get(`projects/${project}/databases/(default)/documents/${path}`) ?? 0,
    crash: (project, crashes) => {
      if (crashes === undefined) crashing.delete(project);
      else crashing.set(project, crashes);
    },
  };
}
