import assert from 'node:assert/strict';

import { seededRandom } from '../../../../testkit/seeded-random.ts';
import {
  geohashOf,
  metresBetween,
  rangesAround,
  ringsWithin,
  snapped,
  told,
  type Range,
} from './geometry.ts';
import type { Point } from './model.ts';

const EARTH_M = 6_371_000;
const RADIANS = Math.PI / 180;

/** The angle between two vectors from the middle of the globe: no formula of ours or the library's. */
function oracleMetres(a: Point, b: Point): number {
  const vector = ({ lat, lng }: Point) => [
    Math.cos(lat * RADIANS) * Math.cos(lng * RADIANS),
    Math.cos(lat * RADIANS) * Math.sin(lng * RADIANS),
    Math.sin(lat * RADIANS),
  ];
  const [u, v] = [vector(a), vector(b)];
  const [ux = 0, uy = 0, uz = 0] = u;
  const [vx = 0, vy = 0, vz = 0] = v;
  const cross = Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx);
  return EARTH_M * Math.atan2(cross, ux * vx + uy * vy + uz * vz);
}

/** Where one is after so many metres on a course, in degrees from north. */
function after(from: Point, metres: number, course: number): Point {
  const [angle, lat, bearing] = [metres / EARTH_M, from.lat * RADIANS, course * RADIANS];
  const sine =
    Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(bearing);
  const turn = Math.atan2(
    Math.sin(bearing) * Math.sin(angle) * Math.cos(lat),
    Math.cos(angle) - Math.sin(lat) * sine,
  );
  const lat_after = Math.max(-90, Math.min(90, Math.asin(sine) / RADIANS));
  return { lat: lat_after, lng: east(from.lng + turn / RADIANS) };
}

/** The same meridian, as a location names it. */
const east = (lng: number) => ((lng + 540) % 360) - 180;

const holds = (range: Range, point: Point) =>
  range.field === 'lat'
    ? point.lat >= range.from && point.lat <= range.to
    : geohashOf(point) >= range.from && geohashOf(point) <= range.to;

describe('the ranges around a point', () => {
  const PLACES: [name: string, centre: (random: () => number) => Point][] = [
    ['anywhere', (random) => ({ lat: random() * 180 - 90, lng: random() * 360 - 180 })],
    [
      'at the date line',
      (random) => ({ lat: random() * 160 - 80, lng: east(random() * 0.6 + 179.7) }),
    ],
    [
      'at the equator and the prime meridian',
      (random) => ({ lat: random() - 0.5, lng: random() - 0.5 }),
    ],
    ['at the north pole', (random) => ({ lat: 90 - random() * 1.5, lng: random() * 360 - 180 })],
    ['at the south pole', (random) => ({ lat: random() * 1.5 - 90, lng: random() * 360 - 180 })],
    ['in the far north', (random) => ({ lat: 80 + random() * 8, lng: random() * 360 - 180 })],
  ];
  for (const [name, centreOf] of PLACES) {
    it(`hold every point of the circle ${name}, as an oracle measures it`, () => {
      const seeded = seededRandom(name.length);
      const random = () => seeded.int(1_000_000) / 1_000_000;
      let inside = 0;
      for (let round = 0; round < 400; round += 1) {
        const centre = snapped(centreOf(random));
        const radius_m = 1000 * (1 + seeded.int(50));
        const ranges = rangesAround(centre, radius_m);
        assert.ok(ranges.length <= 9);
        for (let count = 0; count < 20; count += 1) {
          const point = snapped(
            after(centre, radius_m * 1.2 * Math.sqrt(random()), random() * 360),
          );
          const metres = oracleMetres(centre, point);
          assert.ok(Math.abs(metresBetween(centre, point) - metres) < 0.5, `${metres}`);
          if (metres > radius_m) continue;
          inside += 1;
          const where = JSON.stringify({ centre, radius_m, point });
          assert.ok(
            ranges.some((range) => holds(range, point)),
            where,
          );
        }
      }
      assert.ok(inside > 4000, `${inside} points were inside`);
    });
  }

  it('hold little else, but for the poles: less than twelve times the area of the circle', () => {
    const seeded = seededRandom(7);
    const random = () => seeded.int(1_000_000) / 1_000_000;
    for (const radius_m of [1000, 5000, 50_000]) {
      for (const lat of [0, 52.5, 70]) {
        const centre = snapped({ lat, lng: 13.4 });
        const ranges = rangesAround(centre, radius_m);
        const far = Array.from({ length: 2000 }, () =>
          after(centre, radius_m * 10 * Math.sqrt(random()), random() * 360),
        );
        const found = far.filter((point) => ranges.some((range) => holds(range, point)));
        assert.ok(found.length < 2000 * 0.12, `${radius_m} m at ${lat}: ${found.length}`);
      }
    }
  });
});

describe('a location', () => {
  it('is the nearest point of a grid of 0.005 degrees', () => {
    for (const [given, kept] of [
      [
        { lat: 52.5163, lng: 13.3777 },
        { lat: 52.515, lng: 13.38 },
      ],
      [
        { lat: -33.8568, lng: 151.2153 },
        { lat: -33.855, lng: 151.215 },
      ],
      [
        { lat: 90, lng: 180 },
        { lat: 90, lng: -180 },
      ],
      [
        { lat: -90, lng: 179.998 },
        { lat: -90, lng: -180 },
      ],
      [
        { lat: -0.001, lng: -0.001 },
        { lat: 0, lng: 0 },
      ],
    ] as const) {
      assert.deepStrictEqual(snapped(given), kept);
    }
  });

  it('is found on both sides of the date line', () => {
    assert.equal(Math.round(metresBetween({ lat: 0, lng: 179.995 }, { lat: 0, lng: -180 })), 556);
  });
});

describe('what is told of a distance', () => {
  it('is rounded up to 500 m, and never 0', () => {
    const shown = [0, 1, 499.9, 500, 500.1, 999, 1000, 49_999].map(told);
    assert.deepEqual(shown, [500, 500, 500, 500, 1000, 1000, 1000, 50_000]);
  });
});

describe('the rings', () => {
  it('grow up to the radius asked for', () => {
    assert.deepEqual(ringsWithin(1000), [500, 1000]);
    assert.deepEqual(ringsWithin(3000), [500, 1000, 2000, 3000]);
    assert.deepEqual(ringsWithin(50_000), [500, 1000, 2000, 5000, 10_000, 20_000, 50_000]);
  });
});
