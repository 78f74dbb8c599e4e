import { readFileSync } from 'node:fs';

import * as grpc from '@grpc/grpc-js';
import protobuf from 'protobufjs';

/** A document that has just been created. */
export interface CreatedDocument {
  /** Such as `chats/a_b/messages/…`. */
  path: string;
  /** google.events.cloud.firestore.v1.DocumentEventData, as Eventarc sends it. */
  payload: Buffer;
}

interface ListenResponse {
  targetChange?: { targetChangeType?: string; targetIds?: number[] };
  documentChange?: { document: { name: string } };
}

// The bare protocol instead of the SDK's listener, which keeps and sorts the result and hands over no
// raw document; the SDK brings the protocol's description along.
const sdk = import.meta.resolve('@google-cloud/firestore');
const descriptor = readFileSync(new URL('../protos/v1.json', sdk), 'utf8');
const root = protobuf.Root.fromJSON(JSON.parse(descriptor) as protobuf.INamespace);
const type = (name: string): protobuf.Type => root.lookupType(`google.firestore.v1.${name}`);

/**
 * Calls back for each document that is created from now on in these collections (paths such as
 * `chats/a_b/messages`), and resolves once it listens. It listens for as long as the process lives.
 *
 * Each collection has a listener for its newest document alone: with each change, the emulator sends
 * a listener its whole result again.
 */
export function onCreated(
  host: string,
  project: string,
  collections: readonly string[],
  callback: (document: CreatedDocument) => void,
): Promise<void> {
  const database = `projects/${project}/databases/(default)`;
  const documents = `${database}/documents`;
  const stream = openStream(host, database);
  for (const [index, path] of collections.entries()) {
    const [, parent = '', collectionId = ''] = /^(.*)\/([^/]+)$/.exec(path) ?? [];
    const orderBy = [{ field: { fieldPath: 'created' }, direction: DESCENDING }];
    const structuredQuery = { from: [{ collectionId }], orderBy, limit: { value: 1 } };
    const query = { parent: `${documents}/${parent}`, structuredQuery };
    stream.write({ database, addTarget: { targetId: index + 1, query } });
  }
  const seen = new Set<string>();
  const current = new Set<number>();
  return new Promise((resolve, reject) => {
    stream.on('error', reject);
    stream.on('data', (message: protobuf.Message) => {
      const { targetChange, documentChange } = toObject(message);
      if (targetChange?.targetChangeType === 'CURRENT') {
        for (const id of targetChange.targetIds ?? []) current.add(id);
        if (current.size === collections.length) resolve();
      }
      if (documentChange === undefined || seen.has(documentChange.document.name)) return;
      const { document } = documentChange;
      seen.add(document.name);
      // What was there before raised its events before.
      if (current.size < collections.length) return;
      callback({
        path: document.name.slice(documents.length + 1),
        payload: payloadOf(document),
      });
    });
  });
}

const DESCENDING = 2;

function openStream(host: string, database: string): grpc.ClientDuplexStream<object, unknown> {
  const metadata = new grpc.Metadata();
  metadata.set('google-cloud-resource-prefix', database);
  metadata.set('authorization', 'Bearer owner');
  const client = new grpc.Client(host, grpc.credentials.createInsecure());
  return client.makeBidiStreamRequest(
    '/google.firestore.v1.Firestore/Listen',
    (request: object) => Buffer.from(type('ListenRequest').encode(request).finish()),
    (bytes: Buffer) => type('ListenResponse').decode(bytes),
    metadata,
  );
}

function toObject(message: protobuf.Message): ListenResponse {
  return message.$type.toObject(message, { enums: String });
}

/** The document as field 1, `value`, of the event's data; an event's document is like any other. */
function payloadOf(document: object): Buffer {
  const bytes = type('Document').encode(document).finish();
  const VALUE = (1 << 3) | 2;
  return Buffer.from(protobuf.Writer.create().uint32(VALUE).bytes(bytes).finish());
}
