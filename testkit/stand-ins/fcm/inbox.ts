import type { Push } from './types.ts';

/** Which pushes are meant; an absent field means all. */
export type PushFilter = {
  project?: string | undefined;
  token?: string | undefined;
  /** `OK`, or the failure that was answered. */
  answered?: string | undefined;
};

/** Tells those that the filter means. */
export function matching(filter: PushFilter): (push: Push) => boolean {
  return (push) =>
    (filter.project === undefined || filter.project === push.project) &&
    (filter.token === undefined || filter.token === push.token) &&
    (filter.answered === undefined || filter.answered === push.answer);
}
