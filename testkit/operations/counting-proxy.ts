import * as grpc from '@grpc/grpc-js';

import {
  billRequest,
  billResponse,
  hasMinimum,
  projectOf,
  writtenDocuments,
  type Operations,
} from './billing.ts';
import { crash, type Crashes } from './crashes.ts';

/**
 * A gRPC proxy before the Firestore emulator that counts, by project, what would be billed, and that
 * can let an operation fail.
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

const PACKAGE = '/google.firestore.v1.Firestore/';
const UNARY = [
  'BeginTransaction',
  'BatchWrite',
  'Commit',
  'CreateDocument',
  'DeleteDocument',
  'GetDocument',
  'ListCollectionIds',
  'ListDocuments',
  'Rollback',
  'UpdateDocument',
];
/** Dying at a read is dying before the next write, as a read changes nothing. */
const WRITES = new Set(['BatchWrite', 'Commit']);
const SERVER_STREAMS = ['BatchGetDocuments', 'RunAggregationQuery', 'RunQuery'];

const same = (bytes: Buffer): Buffer => bytes;

/**
 * Starts the proxy on a free port. It counts at the wire, so the figures hold whatever client library
 * is used, and they include the retries of transactions. Listeners (`Listen`) are not proxied.
 */
export async function startCountingProxy(emulator: string): Promise<CountingProxy> {
  const upstream = new grpc.Client(emulator, grpc.credentials.createInsecure(), {
    'grpc.max_receive_message_length': -1,
  });
  const server = new grpc.Server({ 'grpc.max_receive_message_length': -1 });
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

  for (const method of UNARY) {
    const path = PACKAGE + method;
    server.register<Buffer, Buffer>(path, unary, same, same, 'unary');
    function unary(
      call: grpc.ServerUnaryCall<Buffer, Buffer>,
      answer: grpc.sendUnaryData<Buffer>,
    ): void {
      const project = projectOf(`${method}Request`, call.request);
      const when = WRITES.has(method) ? crashing.get(project)?.(method) : undefined;
      if (when === 'before') return answer(crash());
      upstream.makeUnaryRequest(path, same, same, call.request, call.metadata, (error, value) => {
        if (error === null && value !== undefined) {
          add(project, billRequest(method, call.request));
          add(project, billResponse(method, value));
          for (const name of writtenDocuments(method, call.request)) {
            written.set(name, (written.get(name) ?? 0) + 1);
          }
        }
        if (when === 'after') answer(crash());
        else answer(error, value);
      });
    }
  }

  for (const method of SERVER_STREAMS) {
    const path = PACKAGE + method;
    server.register<Buffer, Buffer>(path, stream, same, same, 'serverStream');
    function stream(call: grpc.ServerWritableStream<Buffer, Buffer>): void {
      const project = projectOf(`${method}Request`, call.request);
      const source = upstream.makeServerStreamRequest(
        path,
        same,
        same,
        call.request,
        call.metadata,
      );
      let [reads, billed] = [0, 0];
      // Before each message goes on: a client may have all it wants before the stream ends.
      const bill = (): void => {
        const due = hasMinimum(method) ? Math.max(1, reads) : reads;
        add(project, { reads: due - billed });
        billed = due;
      };
      source.on('data', (response: Buffer) => {
        reads += billResponse(method, response).reads ?? 0;
        bill();
        call.write(response);
      });
      source.on('end', () => {
        bill();
        call.end();
      });
      source.on('error', (error) => call.emit('error', error));
      call.on('cancelled', () => source.cancel());
    }
  }

  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return {
    host: `127.0.0.1:${port}`,
    totals: (project) => ({ ...totals(project) }),
    writesOf: (project, path) =>
      written.get(`projects/${project}/databases/(default)/documents/${path}`) ?? 0,
    crash: (project, crashes) => {
      if (crashes === undefined) crashing.delete(project);
      else crashing.set(project, crashes);
    },
    stop: () => {
      server.forceShutdown();
      upstream.close();
    },
  };
}
