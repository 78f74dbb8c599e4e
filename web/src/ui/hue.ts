/** Steps through the circle of hues so that ids that follow each other look unlike. */
const STEP = 137;

/** A colour of his own for each user or chat, as degrees of the circle of hues. */
export function hueOf(seed: string): string {
  const place = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  return String((place * STEP) % 360);
}
