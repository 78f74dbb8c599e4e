/** By what somebody can be found exactly. */
export type ReachKind = 'email' | 'phone';

/**
 * `reach/{keyed hash of an address or number}`: whose it is, there as long as he can be found by it: it is
 * proven to be his (numbers always are), he allows it, and he is not shut out. So neither addresses nor
 * numbers can be read from it, and whoever has one finds its owner by one read.
 */
export interface Reach {
  uid: string;
  kind: ReachKind;
}
