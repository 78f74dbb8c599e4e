import type { Firestore } from 'firebase-admin/firestore';

import type { Config } from '../../config/config.ts';

/**
 * Firestore as it is, but in an emulated project with a recorder: there it is asked through that, and
 * each request says by which function.
 */
export function recordedFirestore(
  firestore: Firestore,
  { firestore_recorder }: Pick<Config, 'firestore_recorder'>,
): Firestore {
  if (firestore_recorder === undefined) return firestore;
  const { host, function_name } = firestore_recorder;
  const customHeaders = { 'x-parley-function': function_name };
  firestore.settings({ host, ssl: false, customHeaders });
  return firestore;
}
