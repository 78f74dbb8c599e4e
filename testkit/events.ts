import { randomUUID } from 'node:crypto';

import type { CloudEvent } from 'firebase-functions/v2';

/** A "document created" event as Eventarc delivers it, payload as JSON. */
export interface CreatedEvent extends CloudEvent<unknown> {
  datacontenttype: 'application/json';
  project: string;
  database: string;
  namespace: string;
  document: string;
  location: string;
}

/**
 * Makes the event that the document's creation raised, from the document as it is now; so it is to be
 * called before anything updates it. `path` is such as `chats/a_b/messages/…`.
 */
export async function createdEvent(
  firestoreHost: string,
  project: string,
  path: string,
): Promise<CreatedEvent> {
  const database = `projects/${project}/databases/(default)`;
  const url = `http://${firestoreHost}/v1/${database}/documents/${encodeURI(path)}`;
  const response = await fetch(url, { headers: { authorization: 'Bearer owner' } });
  if (!response.ok) throw new Error(`No document ${path}: ${response.status}`);
  const value = (await response.json()) as { createTime: string };
  return {
    specversion: '1.0',
    id: randomUUID(),
    type: 'google.cloud.firestore.document.v1.created',
    source: `//firestore.googleapis.com/${database}`,
    subject: `documents/${path}`,
    time: value.createTime,
    datacontenttype: 'application/json',
    project,
    database: '(default)',
    namespace: '(default)',
    document: path,
    location: 'nam5',
    data: { value },
  };
}
