const DECIMAL = /^\d+$/;

/**
 * Orders two user ids: by value when both are decimal integers, else by UTF-16 code units. Ids of
 * equal value but other spelling (`7`, `07`) fall back to code units, so the order is total.
 */
export function orderUsers(a: string, b: string): [low: string, high: string] {
  if (DECIMAL.test(a) && DECIMAL.test(b) && BigInt(a) !== BigInt(b)) {
    return BigInt(a) < BigInt(b) ? [a, b] : [b, a];
  }
  return a < b ? [a, b] : [b, a];
}

/**
 * The id of the direct chat of two users, `<low>_<high>`. It is not reversible: ids may contain `_`,
 * so membership is always read from the document.
 */
export function directChatId(a: string, b: string): string {
  return orderUsers(a, b).join('_');
}
