/** More than any request of ours needs, by REST or as a callable, but for those that say so. */
export const MAX_BODY_BYTES = 256 * 1024;

/** What the requests of an endpoint may have. */
export function maxBodyBytes({ max_body_bytes = MAX_BODY_BYTES }: { max_body_bytes?: number }) {
  return max_body_bytes;
}
