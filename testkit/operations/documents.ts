import { decode } from './billing.ts';
import type { RecordedOperation } from './recorded.ts';

/** What happened to which document, without who did it. */
export type Touched = Pick<RecordedOperation, 'kind' | 'path'>;

interface Write {
  update?: { name?: string };
  delete?: string;
}

/** The documents that a request changes. */
export function changedBy(method: string, request: Buffer): Touched[] {
  if (method !== 'Commit' && method !== 'BatchWrite') return [];
  const { writes = [] } = decode<{ writes?: Write[] }>(`${method}Request`, request);
  return writes.flatMap(({ update, delete: gone }): Touched[] => {
    if (gone !== undefined) return [{ kind: 'delete', path: pathOf(gone) }];
    return update?.name === undefined ? [] : [{ kind: 'write', path: pathOf(update.name) }];
  });
}

/** When the changes of a request took effect, by Firestore's clock; now, where it does not say. */
export function committedAt(method: string, answer: Buffer): Date {
  if (method !== 'Commit') return new Date();
  const { commitTime } = decode<{ commitTime?: { seconds?: number; nanos?: number } }>(
    'CommitResponse',
    answer,
  );
  if (commitTime === undefined) return new Date();
  const { seconds = 0, nanos = 0 } = commitTime;
  return new Date(seconds * 1000 + Math.floor(nanos / 1e6));
}

interface Found {
  found?: { name?: string };
  missing?: string;
  document?: { name?: string };
  documents?: { name?: string }[];
  name?: string;
}

const RESPONSES: Record<string, string> = {
  BatchGetDocuments: 'BatchGetDocumentsResponse',
  GetDocument: 'Document',
  ListDocuments: 'ListDocumentsResponse',
  RunQuery: 'RunQueryResponse',
};

/** The documents that a message of an answer brings; one that is asked for is read, there or not. */
export function readBy(method: string, answer: Buffer): Touched[] {
  const type = RESPONSES[method];
  if (type === undefined) return [];
  const { found, missing, document, documents = [], name } = decode<Found>(type, answer);
  return [
    found?.name,
    missing,
    document?.name,
    name,
    ...documents.map((each) => each.name),
  ].flatMap((path): Touched[] =>
    path === undefined ? [] : [{ kind: 'read', path: pathOf(path) }],
  );
}

interface Query {
  parent?: string;
  structuredQuery?: { from?: { collectionId?: string }[] };
  structuredAggregationQuery?: { structuredQuery?: Query['structuredQuery'] };
}

/** The collection that a query looks into, in words. */
export function lookedFor(method: string, request: Buffer): string {
  if (method !== 'RunQuery' && method !== 'RunAggregationQuery') return 'a list';
  const asked = decode<Query>(`${method}Request`, request);
  const query = asked.structuredQuery ?? asked.structuredAggregationQuery?.structuredQuery;
  const within = pathOf(asked.parent ?? '');
  const collection = query?.from?.[0]?.collectionId ?? '';
  return `${within === '' ? '' : `${within}/`}${collection} (query)`;
}

function pathOf(name: string): string {
  return name.split('/').slice(5).join('/');
}
