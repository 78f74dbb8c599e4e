import type { IncomingMessage } from 'node:http';

import { listen, sendJson, type Address, type HttpAnswer, type StandIn } from '../common/http.ts';

/** A running stand-in for Cloud Storage, with one bucket. */
export interface StorageStandIn extends StandIn {
  bucket: string;
  /** The paths of the files that are there. */
  files: Set<string>;
  /** How many requests are refused from now on, before they do anything. */
  refuse(count: number): void;
}

const BUCKET = 'demo.appspot.com';

/**
 * Starts a local server in the place of Cloud Storage's JSON API on https://storage.googleapis.com, as far
 * as files are listed and deleted (https://cloud.google.com/storage/docs/json_api/v1).
 */
export async function startStorageStandIn(options: Address = {}): Promise<StorageStandIn> {
  const files = new Set<string>();
  let refused = 0;
  const standIn = await listen(
    options,
    async (request, response) => {
      if (refused > 0) {
        refused -= 1;
        // Of those that the client does not try again.
        return sendJson(response, failure(403, 'told to refuse'));
      }
      sendJson(response, answer(request, files));
    },
    (reason) => failure(400, reason),
  );
  return { ...standIn, bucket: BUCKET, files, refuse: (count) => (refused = count) };
}

function answer({ method, url = '' }: IncomingMessage, files: Set<string>): HttpAnswer {
  const { pathname, searchParams } = new URL(url, 'http://stand-in');
  const [, bucket, file] = /^\/storage\/v1\/b\/([^/]+)\/o(?:\/([^/]+))?$/.exec(pathname) ?? [];
  if (bucket !== BUCKET) return failure(404, 'The specified bucket does not exist.');
  if (method === 'GET' && file === undefined) return list(searchParams, files);
  if (method !== 'DELETE' || file === undefined) return failure(400, 'not understood here');
  const found = files.delete(decodeURIComponent(file));
  return found ? { status: 204, body: {} } : failure(404, 'No such object');
}

/** A page token is the last name of the page before it. */
function list(query: URLSearchParams, files: Set<string>): HttpAnswer {
  const [prefix, after] = [query.get('prefix') ?? '', query.get('pageToken') ?? ''];
  const size = Number(query.get('maxResults') ?? 1000);
  const all = [...files].filter((name) => name.startsWith(prefix) && name > after).toSorted();
  const items = all.slice(0, size).map((name) => ({ kind: 'storage#object', name }));
  const last = items.at(-1)?.name ?? '';
  const more = all.length > items.length && { nextPageToken: last };
  return { status: 200, body: { kind: 'storage#objects', items, ...more } };
}

function failure(code: number, message: string): HttpAnswer {
  return { status: code, body: { error: { code, message, errors: [{ message }] } } };
}
