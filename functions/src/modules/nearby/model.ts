import type { Instant } from '../../kernel/instant.ts';

/** A point on the globe, in degrees: latitude -90 to 90, longitude -180 (inclusive) to 180 (exclusive). */
export interface Point {
  lat: number;
  lng: number;
}

/**
 * `locations/{uid}`, for functions only: about where a user is who lets himself be found. No more is
 * known of it than what can be told to others, as it is snapped before it is stored.
 */
export interface StoredLocation extends Point {
  /** Of the point, 10 characters: what it is found by. */
  geohash: string;
  updated: Instant;
  /** TTL field; compared by whoever reads it. */
  expires_at: Instant;
}

/** How long a location holds, in seconds: a day. */
export const LOCATION_SECONDS = 86_400;

/** What may be asked for, in metres. */
export const MIN_RADIUS_M = 1000;
export const MAX_RADIUS_M = 50_000;

/** How far the centre of a search may be from one's own location, in metres. */
export const MAX_CENTER_M = 1000;

/** What is told of a distance, in metres: the next multiple of this, and never less than one of it. */
export const STEP_M = 500;
