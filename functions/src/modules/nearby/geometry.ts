import { distanceBetween, geohashForLocation, geohashQueryBounds } from 'geofire-common';

import { STEP_M, type Point } from './model.ts';

/** Points of the grid by degree: they are 0.005° apart, 556 m from north to south. */
const GRID = 200;

/** The point of the grid that is nearest; of the date line, its western side. */
export function snapped({ lat, lng }: Point): Point {
  const west = Math.round(lng * GRID) / GRID;
  // `+ 0` makes 0 of -0, which Firestore would keep.
  return { lat: Math.round(lat * GRID) / GRID + 0, lng: (west === 180 ? -180 : west) + 0 };
}

export function geohashOf({ lat, lng }: Point): string {
  return geohashForLocation([lat, lng]);
}

/** Metres along the globe, taken as a sphere. */
export function metresBetween(a: Point, b: Point): number {
  return distanceBetween([a.lat, a.lng], [b.lat, b.lng]) * 1000;
}

/** A distance as it is told, in metres. */
export function told(metres: number): number {
  return Math.max(1, Math.ceil(metres / STEP_M)) * STEP_M;
}

/** Values of one field of the locations, both ends among them. */
export type Range =
  { field: 'geohash'; from: string; to: string } | { field: 'lat'; from: number; to: number };

/**
 * Beyond this the cells of geohashes are slivers that meet at the pole, and a circle around it is in all
 * of them; but hardly anybody is there, so that all at the latitudes of the circle can be looked at.
 */
const POLAR_LAT = 85;

/** Of a sphere of 6,371 km, as distances are measured; a little less, which makes the band wider. */
const METRES_BY_LAT = 111_000;

/** The bounds are of an ellipsoid and distances of a sphere, which differ by up to 0.5 per cent. */
const MARGIN = 1.01;

/** Ranges that hold every point of the circle, and others around it; nine at most. */
export function rangesAround({ lat, lng }: Point, radius_m: number): Range[] {
  const degrees = radius_m / METRES_BY_LAT;
  if (Math.abs(lat) + degrees > POLAR_LAT) {
    return [{ field: 'lat', from: lat - degrees, to: lat + degrees }];
  }
  return geohashQueryBounds([lat, lng], radius_m * MARGIN).map(([from, to]) => ({
    field: 'geohash',
    from,
    to,
  }));
}

/** Each some four to six times the area of the one before, in metres. */
const RINGS_M = [500, 1000, 2000, 5000, 10_000, 20_000];

/** The radii to look in, one after another, until enough are found. */
export function ringsWithin(radius_m: number): number[] {
  return [...RINGS_M.filter((ring) => ring < radius_m), radius_m];
}
