import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import type { Session } from '../auth/model.ts';
import { openSession } from '../auth/open-session.ts';
import { letIn } from '../auth/shut-out.ts';
import { session } from '../auth/session-schema.ts';
import { readUser } from '../users/store.ts';
import { checkFirebaseSignIn } from './firebase-sign-in.ts';

/**
 * Opens a session for somebody who signed in by Firebase's own phone sign-in, with the Firebase ID
 * token of the call. Whether that may make a user is a param of the deployment.
 *
 * Costs 3 reads and 2 writes, of which 1 and 1 for its limit; 1 read more where it may not make users.
 * Errors: SESSION_REQUIRED, TOKEN_EXPIRED, TOKEN_MALFORMED, TOKEN_REVOKED, USER_DISABLED,
 * FIREBASE_SIGN_IN_REFUSED, SIGN_UP_OFF, CREDENTIALS_INVALID, RATE_LIMITED.
 */
export const signInWithFirebase = endpoint({
  name: 'signInWithFirebase',
  summary: "Open a session with an ID token of Firebase's phone sign-in",
  auth: 'firebase',
  input: z.strictObject({}),
  output: session,
  limits: [{ limit: 'sign_in_by_ip', key: (_input, { requester }) => requester.ip }],
  errors: ['FIREBASE_SIGN_IN_REFUSED', 'SIGN_UP_OFF', 'CREDENTIALS_INVALID'],
  handler: async (ctx, _input, { requester, firebase }): Promise<Session> => {
    const checked_from = ctx.clock.now();
    const found = await ctx.accounts.find(firebase.uid);
    const account = await letIn(ctx, firebase.uid, found);
    checkFirebaseSignIn(firebase, account);
    const may_create = ctx.config.firebase_sign_in_creates;
    if (!may_create && (await readUser(ctx.db, account.uid)) === undefined) {
      throw new ParleyError('SIGN_UP_OFF');
    }
    return openSession(ctx, account, requester, { checked_from });
  },
});
