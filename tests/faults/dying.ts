import type { Crashes } from '../../testkit/operations/crashes.ts';
import type { Crash } from './history.ts';

/** Dies once, at the write given, counted from 0. */
export function dying({ at, when }: Crash): Crashes {
  let seen = 0;
  return () => {
    seen += 1;
    return seen === at + 1 ? when : undefined;
  };
}
