import { createRequire } from 'node:module';

import type * as core from 'firebase-functions/v2/core';
import type * as firestore from 'firebase-functions/v2/firestore';
import type * as https from 'firebase-functions/v2/https';
import type * as logging from 'firebase-functions/logger';
import type * as options from 'firebase-functions/v2/options';
import type * as params from 'firebase-functions/params';
import type * as scheduler from 'firebase-functions/v2/scheduler';
import type * as tasks from 'firebase-functions/v2/tasks';

// The SDK by its CommonJS build, and nowhere else than here. It loads faster than the ES modules, and
// a part of it can be left out synchronously, which is how the platform loads functions. All of it
// comes from the one build: the two keep apart what `onInit` was given.
const load = createRequire(import.meta.url);

export const { onInit } = load('firebase-functions/v2/core') as typeof core;
export const { onCall, onRequest, HttpsError } = load(
  'firebase-functions/v2/https',
) as typeof https;
export const { setGlobalOptions } = load('firebase-functions/v2/options') as typeof options;
export const logger = load('firebase-functions/logger') as typeof logging;
export const { defineBoolean, defineInt, defineSecret, defineString, projectID, storageBucket } =
  load('firebase-functions/params') as typeof params;

/** What defines document triggers. It brings the Firestore client, half of the whole loading time. */
export function loadFirestoreProvider(): typeof firestore {
  return load('firebase-functions/v2/firestore') as typeof firestore;
}

/** What defines schedules; for the instances that serve one. */
export function loadScheduler(): typeof scheduler {
  return load('firebase-functions/v2/scheduler') as typeof scheduler;
}

/** What defines task queues; for the instances that serve one. */
export function loadTasks(): typeof tasks {
  return load('firebase-functions/v2/tasks') as typeof tasks;
}
