import { z } from 'zod';

import { isReserved, username } from '../users/username.ts';

/** RFC 5321 section 4.5.3.1.3 leaves 254 characters; Firebase Auth keeps addresses in lower case. */
export const email = z
  .email('is not an e-mail address')
  .max(254, 'must have at most 254 characters')
  .toLowerCase();

/** A username that somebody new chooses. */
export const chosenUsername = username.refine((name) => !isReserved(name), 'is reserved');

/** The code of a mail; what it looks like is nobody's business but ours. */
export const oobCode = z.string().min(1, 'must not be empty').max(256);
