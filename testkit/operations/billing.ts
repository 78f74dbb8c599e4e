import { readFileSync } from 'node:fs';

import protobuf from 'protobufjs';

/** What Firestore would bill for. */
export interface Operations {
  reads: number;
  writes: number;
  deletes: number;
}

// The SDK brings the protocol's description along, though not among its exports.
const sdk = import.meta.resolve('@google-cloud/firestore');
const descriptor = readFileSync(new URL('../protos/v1.json', sdk), 'utf8');
const root = protobuf.Root.fromJSON(JSON.parse(descriptor) as protobuf.INamespace);

/** A message of the protocol, by its type in `google.firestore.v1`. */
export function decode<T>(type: string, bytes: Buffer): T {
  const message = root.lookupType(`google.firestore.v1.${type}`);
  return message.toObject(message.decode(bytes), { longs: Number, defaults: false }) as T;
}

/** The project in `projects/{project}/databases/…`. */
export function projectOf(type: string, request: Buffer): string {
  const { database, parent } = decode<{ database?: string; parent?: string }>(type, request);
  return (database ?? parent ?? '').split('/')[1] ?? '';
}

/** The writes and deletes that a Commit or BatchWrite asks for. */
export function billRequest(method: string, request: Buffer): Partial<Operations> {
  if (method !== 'Commit' && method !== 'BatchWrite') return {};
  const { writes = [] } = decode<{ writes?: { delete?: string }[] }>(`${method}Request`, request);
  const deletes = writes.filter((write) => write.delete !== undefined).length;
  return { writes: writes.length - deletes, deletes };
}

/** The names of the documents that a Commit writes; those of a BatchWrite are not asked for. */
export function writtenDocuments(method: string, request: Buffer): string[] {
  if (method !== 'Commit') return [];
  const { writes = [] } = decode<{ writes?: { update?: { name?: string } }[] }>(
    'CommitRequest',
    request,
  );
  return writes.flatMap(({ update }) => update?.name ?? []);
}

/**
 * The reads in one message of a response: a document asked for by name is a read, found or not
 * (https://firebase.google.com/docs/firestore/pricing#operations).
 */
export function billResponse(method: string, response: Buffer): Partial<Operations> {
  switch (method) {
    case 'GetDocument':
      return { reads: 1 };
    case 'BatchGetDocuments': {
      const { found, missing } = decode<{ found?: object; missing?: string }>(
        'BatchGetDocumentsResponse',
        response,
      );
      return { reads: found !== undefined || missing !== undefined ? 1 : 0 };
    }
    case 'RunQuery':
      return {
        reads: decode<{ document?: object }>('RunQueryResponse', response).document ? 1 : 0,
      };
    case 'RunAggregationQuery':
      return { reads: 1 };
    case 'ListDocuments': {
      const { documents = [] } = decode<{ documents?: object[] }>(
        'ListDocumentsResponse',
        response,
      );
      return { reads: documents.length };
    }
    default:
      return {};
  }
}

/** Whether a call of this method is billed one read even when it returns nothing. */
export function hasMinimum(method: string): boolean {
  return method === 'RunQuery' || method === 'ListDocuments';
}
