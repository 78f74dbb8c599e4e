import type { Instant } from '../../kernel/instant.ts';

/** `users/{uid}/contacts/{uid2}`: somebody in a user's contact book, who need not know of it. */
export interface Contact {
  /** The id of the document, by which all books that somebody is in are found. */
  user_id: string;
  /** What the owner of the book calls him. */
  alias: string | null;
  created: Instant;
}

/** Where a book is as full, nobody is added by hand any more. */
export const MAX_CONTACTS = 20_000;
