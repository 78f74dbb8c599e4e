import { Firestore } from '@google-cloud/firestore';

/** A client of the emulator at `host`, past the rules. The SDK takes the host from the environment only. */
export function firestoreAt(host: string, projectId: string): Firestore {
  // No look-up of Google's metadata server, which is nowhere near and would be warned of.
  process.env['METADATA_SERVER_DETECTION'] ??= 'none';
  const before = process.env['FIRESTORE_EMULATOR_HOST'];
  process.env['FIRESTORE_EMULATOR_HOST'] = host;
  try {
    return new Firestore({ projectId });
  } finally {
    if (before === undefined) delete process.env['FIRESTORE_EMULATOR_HOST'];
    else process.env['FIRESTORE_EMULATOR_HOST'] = before;
  }
}
