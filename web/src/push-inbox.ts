import { element, timeOfDay } from './dom.ts';

const KEPT = 50;

/** What the page uses of a push as the stand-in for FCM keeps it. */
export interface Push {
  /** RFC 3339, UTC. */
  received: string;
  token: string | null;
  answer: string;
  message: {
    notification?: { title?: string; body?: string };
    data?: Record<string, string>;
    apns?: { payload?: { aps?: { badge?: number } } };
  };
}

/** The token this page registers for a user, which tells in the inbox whose push it is. */
export const tokenOf = (uid: string): string => `watch-${uid}`;

/** Lists the pushes of a project, those before the page was opened as well, newest first. */
export function followPushes(
  host: string,
  projectId: string,
  list: HTMLElement,
  onPush: (push: Push) => void,
): void {
  const stream = new EventSource(
    `http://${host}/inbox/stream?project=${encodeURIComponent(projectId)}`,
  );
  stream.addEventListener('push', ({ data }: MessageEvent<string>) => {
    const push = JSON.parse(data) as Push;
    list.prepend(rowOf(push));
    while (list.children.length > KEPT) list.lastElementChild?.remove();
    onPush(push);
  });
}

function rowOf({ received, token, message, answer }: Push): HTMLElement {
  const row = element('li', 'push');
  const time = element('time', 'time', timeOfDay(new Date(received), true));
  const to = element('span', 'push-to', `to ${token?.replace(/^watch-/, '') ?? 'a topic'}`);
  to.title = `Token ${token}`;
  const title = element('b', 'push-title', message.notification?.title);
  row.append(time, to, title, element('span', 'push-body', message.notification?.body));
  const badge = message.apns?.payload?.aps?.badge;
  if (badge !== undefined) row.append(element('span', 'push-badge', `badge ${badge}`));
  if (answer !== 'OK') row.append(element('span', 'push-answer', answer));
  return row;
}
