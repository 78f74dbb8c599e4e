import type { DocumentChange } from '@google-cloud/firestore';

import { firestoreAt } from '../../firestore-at.ts';
import { listen, sendJson, type Address, type StandIn } from '../common/http.ts';
import { Inbox } from '../common/inbox.ts';
import { callOf, servesInbox } from '../common/routes.ts';
import { deliveryOf, mailOf } from './delivery.ts';
import { INDEX } from './index-page.ts';
import type { SentMail } from './types.ts';

/** A running stand-in for the extension Trigger Email. */
export interface MailStandIn extends StandIn {
  /** Sends what is in `mail/` of a project, and what comes; once Firestore's emulator is up. */
  watch(firestore_host: string, projectId: string): void;
}

/**
 * Starts a local server with an inbox of the mails that one project writes into `mail/`. Each gets the
 * field `delivery` as the extension would write it. `GET /` lists its routes.
 *
 * @param options.onMail called for each mail that reaches the inbox
 */
export async function startMailStandIn(
  options: Address & { onMail?: (mail: SentMail) => void } = {},
): Promise<MailStandIn> {
  const inbox = new Inbox<SentMail>();
  const { onMail } = options;
  if (onMail) inbox.listen(({ item }) => onMail(item));
  let unwatch = async (): Promise<void> => undefined;

  const server = await listen(
    options,
    async (request, response) => {
      const call = callOf(request, response);
      const to = call.query('to');
      const wanted = (mail: SentMail) => to === undefined || mail.to.includes(to);
      const names = ['mails', 'mail'] as const;
      if (servesInbox(call, { index: INDEX, inbox, names, wanted, unwanted: () => true })) return;
      const error = `No route ${call.call}; see GET /`;
      sendJson(response, { status: 404, body: { error } });
    },
    (reason) => ({ status: 400, body: { error: reason } }),
  );

  const send = async ({ doc }: DocumentChange): Promise<void> => {
    const mail = mailOf(doc.id, doc.data(), new Date());
    if (mail === undefined) return;
    // Whoever changes or removes it at the same time is before us; a change comes by once more.
    const lastUpdateTime = doc.updateTime;
    await doc.ref.update({ delivery: deliveryOf(mail) }, { lastUpdateTime });
    inbox.add(mail);
  };
  return {
    host: server.host,
    watch(firestore_host, projectId) {
      const firestore = firestoreAt(firestore_host, projectId);
      const stop = firestore.collection('mail').onSnapshot(
        (snapshot) => {
          const changes = snapshot.docChanges().filter(({ type }) => type !== 'removed');
          for (const change of changes) void send(change).catch(() => undefined);
        },
        // The emulator is gone, and with it what there was to watch.
        () => undefined,
      );
      unwatch = async () => {
        stop();
        await firestore.terminate();
      };
    },
    async stop() {
      await Promise.all([unwatch(), server.stop()]);
    },
  };
}
