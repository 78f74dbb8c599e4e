import { randomUUID } from 'node:crypto';

import type { CloudEvent } from 'firebase-functions/v2';

/** An event of a document as Eventarc delivers it, payload as JSON. */
export interface DocumentEvent extends CloudEvent<unknown> {
  datacontenttype: 'application/json';
  project: string;
  database: string;
  namespace: string;
  document: string;
  location: string;
}

/** A "document created" event. */
export type CreatedEvent = DocumentEvent;

/** A document in the form of Firestore's REST interface. */
interface RawDocument {
  createTime: string;
  updateTime: string;
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
  const value = await rawDocument(firestoreHost, project, path);
  return documentEvent(project, path, 'created', value.createTime, { value });
}

/** Runs `act`, and makes the event of the change that it makes to a document; one change, to be like the real. */
export async function updatedEvent(
  firestoreHost: string,
  project: string,
  path: string,
  act: () => Promise<unknown>,
): Promise<DocumentEvent> {
  const oldValue = await rawDocument(firestoreHost, project, path);
  await act();
  const value = await rawDocument(firestoreHost, project, path);
  return documentEvent(project, path, 'updated', value.updateTime, { oldValue, value });
}

async function rawDocument(
  firestoreHost: string,
  project: string,
  path: string,
): Promise<RawDocument> {
  const database = `projects/${project}/databases/(default)`;
  const url = `http://${firestoreHost}/v1/${database}/documents/${encodeURI(path)}`;
  const response = await fetch(url, { headers: { authorization: 'Bearer owner' } });
  if (!response.ok) throw new Error(`No document ${path}: ${response.status}`);
  return (await response.json()) as RawDocument;
}

function documentEvent(
  project: string,
  path: string,
  what: 'created' | 'updated',
  time: string,
  data: object,
): DocumentEvent {
  const database = `projects/${project}/databases/(default)`;
  return {
    specversion: '1.0',
    id: randomUUID(),
    type: `google.cloud.firestore.document.v1.${what}`,
    source: `//firestore.googleapis.com/${database}`,
    subject: `documents/${path}`,
    time,
    datacontenttype: 'application/json',
    project,
    database: '(default)',
    namespace: '(default)',
    document: path,
    location: 'nam5',
    data,
  };
}
