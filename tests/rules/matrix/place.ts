import { Instant } from '../../../functions/src/kernel/instant.ts';
import type { Person } from './people.ts';

/** All fields that a document of this model can have: one more in the model does not compile here. */
export type Complete<T> = { [K in keyof T]-?: Exclude<T[K], undefined> };

/** What a client may do to one field of a document that is there. */
export interface Allowance {
  by: Person[];
  to: unknown;
  /** What not even they may set it to. */
  never: unknown[];
}

/**
 * One document, and who may do what to it. What is not said is allowed to nobody: of creating, replacing
 * and deleting nothing can be said, as no client may (new messages have a table of their own).
 */
export interface Place {
  /** Its collection, as the docs write it. */
  name: string;
  path: string;
  fields: Record<string, unknown>;
  get?: Person[];
  /** Who may ask for a document beside it that does not exist. */
  missing?: Person[];
  /** Who may read the whole collection. */
  list?: Person[];
  update?: Record<string, Allowance>;
  /** Writing is tried in another place of the same kind. */
  reads_only?: true;
}

/** The moment that many seconds after the beginning. */
export const at = (seconds: number) => new Instant(1_767_225_600 + seconds, 0);
/** Far from any clock's present. */
export const LATER = at(9_000_000);
