import { useEffect, useState } from 'preact/hooks';

import type { SentMail } from '../../../testkit/stand-ins/mail/types.ts';
import type { Push as StoredPush } from '../../../testkit/stand-ins/fcm/types.ts';
import type { Sms } from '../../../testkit/stand-ins/twilio/types.ts';
import type { Settings } from '../app/settings.ts';

/** What the page shows of a push; the stand-in keeps it as FCM got it. */
export type Push = StoredPush & {
  message: {
    notification?: { title?: string; body?: string };
    data?: Record<string, string | undefined>;
    apns?: { payload?: { aps?: { badge?: number } } };
  };
};

export type Item =
  | { kind: 'push'; received: string; push: Push }
  | { kind: 'sms'; received: string; sms: Sms }
  | { kind: 'mail'; received: string; mail: SentMail };

const KEPT = 60;

/** What arrived at the stand-ins, newest first, also before the page was opened. */
export function useInbox({ emulators, project_id }: Settings): readonly Item[] {
  const [items, setItems] = useState<readonly Item[]>([]);
  useEffect(() => {
    if (emulators === undefined) return;
    const add = (item: Item): void =>
      setItems((all) =>
        [item, ...all].sort((a, b) => b.received.localeCompare(a.received)).slice(0, KEPT),
      );
    const project = encodeURIComponent(project_id);
    const streams = [
      follow<Push>(`${emulators.push}/inbox/stream?project=${project}`, 'push', (push) =>
        add({ kind: 'push', received: push.received, push }),
      ),
      follow<Sms>(`${emulators.sms}/inbox/stream`, 'message', (sms) =>
        add({ kind: 'sms', received: sms.received, sms }),
      ),
      follow<SentMail>(`${emulators.mail}/inbox/stream`, 'mail', (mail) =>
        add({ kind: 'mail', received: mail.received, mail }),
      ),
    ];
    return () => streams.forEach((stream) => stream.close());
  }, [emulators, project_id]);
  return items;
}

/** A stream of server-sent events of a stand-in; the browser connects again where it breaks off. */
export function follow<T>(url: string, event: string, show: (item: T) => void): EventSource {
  const stream = new EventSource(`http://${url}`);
  stream.addEventListener(event, ({ data }: MessageEvent<string>) => show(JSON.parse(data) as T));
  return stream;
}
