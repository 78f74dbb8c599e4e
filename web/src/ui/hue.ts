/** A colour of his own for each user or chat, as degrees of the circle of hues. */
export function hueOf(seed: string): string {
  return String([...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7));
}
