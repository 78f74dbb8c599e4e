/** More than any request of ours needs, by REST or as a callable. */
export const MAX_BODY_BYTES = 256 * 1024;
