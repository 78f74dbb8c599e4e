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
    data?: Record<string, string | undefined>;
    apns?: { payload?: { aps?: { badge?: number } } };
  };
}

/** The token this page registers for a user; it says in the inbox whose push it is. */
export function tokenOf(uid: string): string {
  return `watch-${uid}`;
}

/** Lists the pushes of a project, those from before the page was opened too, newest first. */
export function followPushes(
  host: string,
  projectId: string,
  list: HTMLElement,
  onPush: (push: Push) => void,
): void {
  const url = `http://${host}/inbox/stream?project=${encodeURIComponent(projectId)}`;
  new EventSource(url).addEventListener('push', ({ data }: MessageEvent<string>) => {
    const push = JSON.parse(data) as Push;
    list.prepend(rowOf(push));
    list.children[KEPT]?.remove();
    onPush(push);
  });
}

function rowOf({ received, token, message, answer }: Push): HTMLElement {
  const { notification, apns } = message;
  const row = element('li', 'push');
  row.append(
    element('time', 'soft', timeOfDay(new Date(received), true)),
    element('span', 'soft push-to', `to ${token?.replace(/^watch-/, '') ?? 'a topic'}`),
    element('b', '', notification?.title),
    element('span', 'push-body', notification?.body),
    element('span', 'soft', `badge ${apns?.payload?.aps?.badge ?? 'as it was'}`),
  );
  if (answer !== 'OK') row.append(element('span', 'error', answer));
  return row;
}
