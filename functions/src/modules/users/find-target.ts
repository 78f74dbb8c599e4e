import { z } from 'zod';

import { fieldError } from '../../kernel/errors.ts';
import { userId } from '../../kernel/fields.ts';
import type { Reader } from '../../store/reader.ts';
import type { UserProfile } from './model.ts';
import { readUser, readUsername } from './store.ts';
import { USERNAME_PATTERN } from './username.ts';

/** Another user, whom REST mostly names by username. */
export interface Target {
  user_id?: string | undefined;
  username?: string | undefined;
}

/** A username as somebody gives it, whether or not there can be such a one. */
export const anyUsername = z
  .string()
  .min(1, 'must not be empty')
  .max(64, 'must have at most 64 characters');

/** Fields of an input for {@link Target}; see {@link isOneTarget}. */
export const targetFields = {
  user_id: userId.optional(),
  username: anyUsername.optional().meta({ description: 'In place of user_id' }),
};

/** For the `refine` of an input with {@link targetFields}, with {@link ONE_TARGET}. */
export function isOneTarget({ user_id, username }: Target): boolean {
  return (user_id === undefined) !== (username === undefined);
}
export const ONE_TARGET = { path: ['user_id'], message: 'give either user_id or username' };

/** An input that names one user and nothing else. */
export const oneTarget = z.strictObject(targetFields).refine(isOneTarget, ONE_TARGET);

/**
 * The uid that is meant, whether or not there is such a user: no read for a `user_id`, 1 for a username.
 *
 * @throws ParleyError USER_NOT_FOUND naming `username`
 */
export async function targetUid(source: Reader, { user_id, username }: Target): Promise<string> {
  if (user_id !== undefined) return user_id;
  const name = username?.toLowerCase() ?? '';
  const claim = USERNAME_PATTERN.test(name) ? await readUsername(source, name) : undefined;
  if (claim === undefined) throw fieldError('USER_NOT_FOUND', 'username');
  return claim.uid;
}

/**
 * The user who is meant, be he active or not: 1 read for a `user_id`, 2 for a username.
 *
 * @throws ParleyError USER_NOT_FOUND naming the field
 */
export async function findTarget(
  source: Reader,
  target: Target,
): Promise<{ uid: string; profile: UserProfile }> {
  const uid = await targetUid(source, target);
  const profile = await readUser(source, uid);
  if (profile === undefined) throw fieldError('USER_NOT_FOUND', fieldOf(target));
  return { uid, profile };
}

/**
 * {@link findTarget}, to whom somebody who is disabled or deleted is not there.
 *
 * @throws ParleyError USER_NOT_FOUND naming the field
 */
export async function findActiveTarget(
  source: Reader,
  target: Target,
): Promise<{ uid: string; profile: UserProfile }> {
  const found = await findTarget(source, target);
  if (!found.profile.is_active) throw fieldError('USER_NOT_FOUND', fieldOf(target));
  return found;
}

/** The field of the input that names the user. */
export function fieldOf({ user_id }: Target): 'user_id' | 'username' {
  return user_id === undefined ? 'username' : 'user_id';
}
