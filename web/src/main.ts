// The page that `npm start` serves: a chat of two users as both of them see it, and the pushes.
import { follow, sendText } from './conversation.ts';
import { openDevice } from './device.ts';
import { part } from './dom.ts';
import { newMessageId } from './message-id.ts';
import type { View } from './model.ts';
import { Pane } from './pane.ts';
import { followPushes, tokenOf } from './push-inbox.ts';
import { Receipts } from './receipts.ts';
import { loadAccounts, loadSettings, NotStartedError } from './settings.ts';
import type { Account, Settings } from './settings.ts';
import { Traces } from './traces.ts';

const USERS = ['108', '109'] as const;

async function start(): Promise<void> {
  const [settings, accounts] = await Promise.all([loadSettings(), loadAccounts(USERS)]);
  const traces = new Traces(part(document, '#traces', HTMLElement));
  const pushes = part(document, '#pushes', HTMLElement);
  followPushes(settings.push, settings.project_id, pushes, ({ message }) =>
    traces.mark(message.data?.['message_id'] ?? '', 'pushed'),
  );
  for (const account of accounts) {
    const peer = accounts.find(({ uid }) => uid !== account.uid) ?? account;
    const pane = new Pane(account);
    part(document, '#panes', HTMLElement).append(pane.root);
    run(settings, account, peer.uid, pane, traces).catch((error: unknown) => pane.fail(error));
  }
}

async function run(
  settings: Settings,
  account: Account,
  peer: string,
  pane: Pane,
  traces: Traces,
): Promise<void> {
  const fail = (error: unknown): void => pane.fail(error);
  const device = await openDevice(settings, account);
  const { uid } = device;
  const receipts = new Receipts(device, fail);
  const [{ chat_id }] = await Promise.all([
    device.call<{ chat_id: string }>('createChat', { user_id: peer }),
    device.call('registerDevice', { device_id: 'watch', token: tokenOf(uid), platform: 'web' }),
  ]);

  let view: View | undefined;
  let looking = false;
  const report = (read = looking): void => {
    if (view) void receipts.report(view, read);
  };
  follow(
    device,
    chat_id,
    (next) => {
      view = next;
      pane.show(next);
      traces.observe(next);
      report();
    },
    fail,
  );
  // Whoever clicks or tabs into a pane reads it, and what comes while he stays there.
  for (const kind of ['pointerdown', 'focusin']) {
    document.addEventListener(kind, ({ target }) => {
      looking = target instanceof Node && pane.root.contains(target);
      pane.root.classList.toggle('looking', looking);
      if (looking) report();
    });
  }
  pane.open(account.email, {
    send: async (text, door) => {
      const message_id = newMessageId();
      traces.begin(message_id, uid, peer, text);
      await sendText(device, chat_id, message_id, text, door);
      traces.mark(message_id, 'accepted');
    },
    read: () => report(true),
  });
}

start().catch((error: unknown) => {
  const notice = part(document, '#notice', HTMLElement);
  notice.hidden = false;
  notice.textContent =
    error instanceof NotStartedError ? error.message : `The page cannot start: ${String(error)}`;
});
