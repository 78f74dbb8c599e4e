/** What `low` and `high` have done to each other, in order. */
export type BlockStep = [by: 'low' | 'high', what: 'blockUser' | 'unblockUser'];

/** Who may send to the direct chat of `low` and `high` after these steps. */
export interface BlockCase {
  name: string;
  steps: BlockStep[];
  /** Of both, as a block cuts both ways. */
  allowed: boolean;
}

/**
 * What blocks made by the callables mean to senders, on both doors: `firestore.rules` decides a direct
 * write, `sendMessage` a call.
 */
export const BLOCK_CASES: BlockCase[] = [
  { name: 'no block', steps: [], allowed: true },
  { name: 'a block', steps: [['high', 'blockUser']], allowed: false },
  { name: "the other's block", steps: [['low', 'blockUser']], allowed: false },
  {
    name: 'a block that was lifted',
    steps: [
      ['high', 'blockUser'],
      ['high', 'unblockUser'],
    ],
    allowed: true,
  },
  {
    name: 'a block that the one who is blocked tried to lift',
    steps: [
      ['high', 'blockUser'],
      ['low', 'unblockUser'],
    ],
    allowed: false,
  },
  {
    name: 'blocks of both, of which one was lifted',
    steps: [
      ['high', 'blockUser'],
      ['low', 'blockUser'],
      ['high', 'unblockUser'],
    ],
    allowed: false,
  },
  {
    name: 'blocks of both, which both lifted',
    steps: [
      ['high', 'blockUser'],
      ['low', 'blockUser'],
      ['low', 'unblockUser'],
      ['high', 'unblockUser'],
    ],
    allowed: true,
  },
  {
    name: 'a block made twice and lifted once',
    steps: [
      ['low', 'blockUser'],
      ['low', 'blockUser'],
      ['low', 'unblockUser'],
    ],
    allowed: true,
  },
];
