import jwt from 'jsonwebtoken';

/** What a test's ID token says besides whose it is; `undefined` leaves a claim out. */
export type IdTokenSays = Record<string, unknown>;

/**
 * A Firebase ID token as the Auth emulator makes it, which signs none. Good for an hour, and of a sign-in by
 * Firebase's own phone sign-in unless told otherwise.
 */
export function emulatedIdToken(projectId: string, uid: string, says: IdTokenSays = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    sub: uid,
    user_id: uid,
    aud: projectId,
    iss: `https://securetoken.google.com/${projectId}`,
    iat: now,
    exp: now + 3600,
    auth_time: now,
    firebase: { sign_in_provider: 'phone', identities: {} },
    ...says,
  };
  return jwt.sign(JSON.parse(JSON.stringify(claims)) as object, '', { algorithm: 'none' });
}
