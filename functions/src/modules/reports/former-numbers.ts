/**
 * How many former texts a report holds. They and the messages themselves, 20 of each, of 5,000 characters
 * of 3 bytes, are well within the 1 MiB of a document.
 */
export const MAX_FORMER = 20;

/**
 * Which of a message's `edits` go into a report, where `messages` of its messages were edited: each has
 * the same share. What it said first comes before all, then what it said last.
 */
export function formerNumbers(edits: number, messages: number): number[] {
  const share = Math.floor(MAX_FORMER / messages);
  if (edits <= share) return Array.from({ length: edits }, (_, index) => index + 1);
  return [1, ...Array.from({ length: share - 1 }, (_, index) => edits - share + 2 + index)];
}
