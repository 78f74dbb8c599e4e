import type { Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { PhoneChallenge } from './model.ts';

function challengeRef(source: Reader, challenge_id: string) {
  return source.firestore.collection('phone-challenges').doc(challenge_id);
}

/** One read. */
export function readChallenge(
  source: Reader,
  challenge_id: string,
): Promise<PhoneChallenge | undefined> {
  return source.get<PhoneChallenge>(challengeRef(source, challenge_id));
}

/** One write. */
export function createChallenge(tx: Tx, challenge_id: string, challenge: PhoneChallenge): void {
  tx.create(challengeRef(tx, challenge_id), challenge);
}

/** One write: what one more try made of a challenge. */
export function updateChallenge(
  tx: Tx,
  challenge_id: string,
  change: Pick<PhoneChallenge, 'tries' | 'state'>,
): void {
  tx.update(challengeRef(tx, challenge_id), change);
}
