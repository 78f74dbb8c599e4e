import { isJsonObject, type Push } from '../../testkit/stand-ins/fcm/types.ts';

/** Resolves to the id of the user whose device has the token, or undefined. */
export type TokenOwner = (token: string) => Promise<string | undefined>;

/** One line about a push: when, to whom, what, and how it was answered unless that was OK. */
export async function pushLine(push: Push, ownerOf: TokenOwner): Promise<string> {
  const time = new Date(push.received).toTimeString().slice(0, 8);
  const { title, body } = notificationOf(push);
  const answer = push.answer === 'OK' ? '' : ` [${push.answer}]`;
  return oneLine(`${time}  push to ${await addressee(push, ownerOf)}: ${title} – ${body}${answer}`);
}

/** Asks the Firestore emulator whose device a token belongs to. */
export function deviceOwner(firestoreHost: string, projectId: string): TokenOwner {
  const url = `http://${firestoreHost}/v1/projects/${projectId}/databases/(default)/documents:runQuery`;
  const where = (token: string) => ({
    fieldFilter: { field: { fieldPath: 'token' }, op: 'EQUAL', value: { stringValue: token } },
  });
  return async (token) => {
    const query = {
      from: [{ collectionId: 'devices', allDescendants: true }],
      where: where(token),
      limit: 1,
    };
    const response = await fetch(url, {
      method: 'POST',
      // The emulator's way of asking without rules.
      headers: { authorization: 'Bearer owner', 'content-type': 'application/json' },
      body: JSON.stringify({ structuredQuery: query }),
    });
    const rows = (await response.json()) as { document?: { name: string } }[];
    return /\/users\/([^/]+)\/devices\//.exec(rows[0]?.document?.name ?? '')?.[1];
  };
}

async function addressee({ token }: Push, ownerOf: TokenOwner): Promise<string> {
  if (token === null) return 'a topic';
  const owner = await ownerOf(token).catch(() => undefined);
  return owner ?? `the device ${token.slice(0, 24)}`;
}

function notificationOf({ message }: Push): { title: string; body: string } {
  const field = (section: string, name: string): string => {
    const fields = message[section];
    const value = isJsonObject(fields) ? fields[name] : undefined;
    return typeof value === 'string' ? value : '';
  };
  return {
    title: field('notification', 'title') || field('data', 'type') || 'no title',
    body: field('notification', 'body'),
  };
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}
