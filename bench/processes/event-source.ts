// What Eventarc is to a deployment: hears of each new message document as soon as it is there and
// delivers the event to the trigger, again after a while when that failed.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { answerParent } from './answers.ts';
import { onCreated, type CreatedDocument } from './created-documents.ts';
import type { EventSourceReport } from './instance-process.ts';

const ATTEMPTS = 6;
const BACKOFF_MS = 100;

const [firestoreHost = '', project = '', target = '', ...collections] = process.argv.slice(2);
let report: EventSourceReport = { delivered: 0, repeated: 0, given_up: 0 };

async function deliver(document: CreatedDocument): Promise<void> {
  const headers = cloudEventHeaders(document.path);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 0) {
      report.repeated += 1;
      await pause(BACKOFF_MS * 2 ** attempt);
    }
    if (await post(headers, document.payload)) {
      report.delivered += 1;
      return;
    }
  }
  report.given_up += 1;
}

async function post(headers: Record<string, string>, body: Buffer): Promise<boolean> {
  try {
    const response = await fetch(target, { method: 'POST', headers, body: new Uint8Array(body) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** The event in the CloudEvents protocol's binary mode, as Eventarc delivers it to Cloud Run. */
function cloudEventHeaders(document: string): Record<string, string> {
  return {
    'content-type': 'application/protobuf',
    'ce-specversion': '1.0',
    'ce-id': randomUUID(),
    'ce-type': 'google.cloud.firestore.document.v1.created',
    'ce-source': `//firestore.googleapis.com/projects/${project}/databases/(default)`,
    'ce-subject': `documents/${document}`,
    'ce-time': new Date().toISOString(),
    'ce-project': project,
    'ce-database': '(default)',
    'ce-namespace': '(default)',
    'ce-document': document,
    'ce-location': 'nam5',
  };
}

await onCreated(firestoreHost, project, collections, (document) => void deliver(document));
answerParent<object, EventSourceReport>({
  ready: {},
  reset: () => {
    report = { delivered: 0, repeated: 0, given_up: 0 };
  },
  report: () => report,
});
