import type { Names } from './terms.ts';

/** What others see of a user. */
export interface PublicProfile extends Names {
  photo_url: string | null;
  about: string;
}

/** How a user may be found; a setting of his. */
export interface Discoverable {
  /** By his names and his username, and near his location. */
  search: boolean;
  /** By his exact address, once it is proven. */
  email: boolean;
  /** By his exact number. */
  phone: boolean;
}

/** Of whoever has set nothing. */
export const DISCOVERABLE: Discoverable = { search: true, email: true, phone: true };

/**
 * `user-search/{uid}`: how a user is found, with all that an answer shows of him. It changes in the
 * transaction that changes what it is made of, so a user is found as he is from that moment.
 */
export interface DirectoryEntry extends PublicProfile {
  /** See `termsOf`. */
  terms: string[];
  is_active: boolean;
  discoverable: Discoverable;
  /** Whether searching finds him: active, and `discoverable.search`. */
  visible: boolean;
  /** The `reachId`s of his number and of his address, if that is proven. */
  reach: { email: string | null; phone: string | null };
}
