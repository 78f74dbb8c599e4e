import type { Firestore } from 'firebase-admin/firestore';

import type { Config } from '../../config/config.ts';

/**
 * Firestore as it is, but in an emulated project with a recorder: there it is asked through that, and
 * each request says by which function.
 *
 * @param function_name whose requests these are
 */
export function recordedFirestore(
  firestore: Firestore,
  { firestore_recorder }: Pick<Config, 'firestore_recorder'>,
  function_name: string,
): Firestore {
  if (firestore_recorder === undefined) return firestore;
  const { port } = firestore_recorder;
  const customHeaders = { 'x-parley-function': function_name };
  // The host is the emulator's, whatever is set; the port need not be.
  firestore.settings({ port, ssl: false, customHeaders });
  return firestore;
}
