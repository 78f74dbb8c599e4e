import { findAuthConfig, trySetting } from './auth-config.ts';
import { readRegion } from './env-file.ts';
import type { Step } from './step.ts';

const MASK = 'notification.sendEmail.callbackUri';

/** The page of the function `api` that changes nothing. */
const PAGE = '/api/firebase-link';

/**
 * Makes the links in Firebase's own mails lead to a page that says that they are not used here.
 *
 * Our mails are of our own. But anybody with the public API key can have Firebase send its mails to an
 * account's address, and whoever has an ID token can have one sent to any address, to verify it or to take
 * it as the account's. Firebase's page carries that out at a click, for an account that whoever clicks may
 * never have seen. https://firebase.google.com/docs/auth/custom-email-handler
 */
export const authLinks: Step = {
  name: "links in Firebase's mails",
  plan: () => `set ${MASK} to a page of the function api`,
  async run({ google, project, root }) {
    const wanted = `https://${await readRegion(root, project)}-${project}.cloudfunctions.net${PAGE}`;
    const now = (await findAuthConfig(google, project))?.notification?.sendEmail?.callbackUri;
    if (now === wanted) return { state: 'already so', note: 'they change nothing' };
    const commands = [
      `open https://console.firebase.google.com/project/${project}/authentication/emails`,
    ];
    if (!isReplaceable(now, project)) {
      const note = `they lead to ${now}, which is left as it is; let it apply no code, or set ${wanted}`;
      return { state: 'by hand', note, commands };
    }
    const value = { notification: { sendEmail: { callbackUri: wanted } } };
    const answer = await trySetting(google, project, MASK, value);
    const taken =
      'config' in answer && answer.config.notification?.sendEmail?.callbackUri === wanted;
    if (taken) return { state: 'done', note: `set ${MASK}` };
    const why = 'refusal' in answer ? answer.refusal : 'Google did not take it';
    const note = `${why}; set the action URL to ${wanted} in the console, see docs/deploy.md`;
    return { state: 'by hand', note, commands };
  },
};

/** Whether they lead to Firebase's own page, or to ours in another region; not to one of the team's. */
function isReplaceable(uri: string | undefined, project: string): boolean {
  if (uri === undefined || uri === '') return true;
  const url = URL.parse(uri);
  const isFirebases = url?.pathname === '/__/auth/action';
  const isOurs = url?.host.endsWith(`-${project}.cloudfunctions.net`) && url.pathname === PAGE;
  return isFirebases || isOurs === true;
}
