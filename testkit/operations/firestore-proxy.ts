import * as grpc from '@grpc/grpc-js';

/** One request to Firestore, as it passes by. */
export interface ProxyCall {
  /** Such as `Commit`. */
  method: string;
  request: Buffer;
  metadata: grpc.Metadata;
}

/** What watches one request. All of it is called before the message goes on. */
export interface CallWatcher {
  /** Answered instead, without asking Firestore. */
  refuse?: grpc.ServiceError | undefined;
  /** Answered instead of what Firestore answered. */
  lose?: grpc.ServiceError | undefined;
  /** Each message of an answer that is none of an error. */
  answered(answer: Buffer): void;
  /** A stream has ended well. */
  ended?(): void;
}

/** A gRPC proxy before the Firestore emulator. */
export interface FirestoreProxy {
  /** `host:port`, to be given as the emulator's. */
  host: string;
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
const SERVER_STREAMS = ['BatchGetDocuments', 'RunAggregationQuery', 'RunQuery'];

const same = (bytes: Buffer): Buffer => bytes;

/** Starts a proxy on a free port. Listeners (`Listen`) are not proxied. */
export async function startFirestoreProxy(
  emulator: string,
  watch: (call: ProxyCall) => CallWatcher,
): Promise<FirestoreProxy> {
  const upstream = new grpc.Client(emulator, grpc.credentials.createInsecure(), {
    'grpc.max_receive_message_length': -1,
  });
  const server = new grpc.Server({ 'grpc.max_receive_message_length': -1 });

  for (const method of UNARY) {
    const path = PACKAGE + method;
    server.register<Buffer, Buffer>(path, unary, same, same, 'unary');
    function unary(
      { request, metadata }: grpc.ServerUnaryCall<Buffer, Buffer>,
      answer: grpc.sendUnaryData<Buffer>,
    ): void {
      const watcher = watch({ method, request, metadata });
      if (watcher.refuse) return answer(watcher.refuse);
      upstream.makeUnaryRequest(path, same, same, request, metadata, (error, value) => {
        if (error === null && value !== undefined) watcher.answered(value);
        if (watcher.lose) answer(watcher.lose);
        else answer(error, value);
      });
    }
  }

  for (const method of SERVER_STREAMS) {
    const path = PACKAGE + method;
    server.register<Buffer, Buffer>(path, stream, same, same, 'serverStream');
    function stream(call: grpc.ServerWritableStream<Buffer, Buffer>): void {
      const { request, metadata } = call;
      const watcher = watch({ method, request, metadata });
      const source = upstream.makeServerStreamRequest(path, same, same, request, metadata);
      source.on('data', (answer: Buffer) => {
        watcher.answered(answer);
        call.write(answer);
      });
      source.on('end', () => {
        watcher.ended?.();
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
    stop: () => {
      server.forceShutdown();
      upstream.close();
    },
  };
}
