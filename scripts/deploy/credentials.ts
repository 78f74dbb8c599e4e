import { GoogleAuth } from 'google-auth-library';
import { UserError } from '../lib/user-error.ts';

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';

/**
 * Access tokens of the Application Default Credentials: what `gcloud auth application-default login`
 * left, or the file named by GOOGLE_APPLICATION_CREDENTIALS. The Firebase CLI takes the same ones
 * when nobody has signed in to it, so that one sign-in is enough for both.
 *
 * @throws UserError that says how to sign in
 */
export function accessTokens(): () => Promise<string> {
  const auth = new GoogleAuth({ scopes: [SCOPE] });
  return async () => {
    const token = await auth.getAccessToken().catch(() => undefined);
    if (typeof token === 'string' && token !== '') return token;
    throw new UserError(
      'No Google credentials. Sign in with `gcloud auth application-default login`, or name a ' +
        'service account in GOOGLE_APPLICATION_CREDENTIALS. `firebase login` alone is not enough.',
    );
  };
}
