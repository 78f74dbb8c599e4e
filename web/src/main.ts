// The page that `npm start` serves: one chat as its two users see it, and the pushes they get.
import { openDevice } from './device.ts';
import { part } from './dom.ts';
import { followChat } from './follow-chat.ts';
import type { View } from './model.ts';
import { Pane } from './pane.ts';
import { followPushes, tokenOf } from './push-inbox.ts';
import { reporter } from './receipts.ts';
import { newMessageId, sendText } from './send-text.ts';
import { loadAccount, loadSettings, type Account, type Settings } from './settings.ts';
import { Traces } from './traces.ts';

const LEFT = '108';
const RIGHT = '109';

async function start(): Promise<void> {
  const settings = await loadSettings();
  const [left, right] = await Promise.all([loadAccount(LEFT), loadAccount(RIGHT)]);
  const traces = new Traces(part(document, '#traces', HTMLElement));
  const pushes = part(document, '#pushes', HTMLElement);
  followPushes(settings.push, settings.project_id, pushes, ({ message }) =>
    traces.mark(message.data?.['message_id'], 'pushed'),
  );
  for (const [account, peer] of [[left, RIGHT] as const, [right, LEFT] as const]) {
    const pane = new Pane(account);
    part(document, '#panes', HTMLElement).append(pane.root);
    run(settings, account, peer, pane, traces).catch((error: unknown) => pane.fail(error));
  }
}

async function run(
  settings: Settings,
  account: Account,
  peer: string,
  pane: Pane,
  traces: Traces,
): Promise<void> {
  const device = await openDevice(settings, account);
  const { uid, call } = device;
  const token = tokenOf(uid);
  const [{ chat_id }] = await Promise.all([
    call<{ chat_id: string }>('createChat', { user_id: peer }),
    call('registerDevice', { device_id: 'watch', token, platform: 'web' }),
  ]);
  const fail = (error: unknown): void => pane.fail(error);
  const report = reporter(device);
  let view: View | undefined;
  let looking = false;
  const tell = (read: boolean): void => {
    if (view) report(view, read).catch(fail);
  };
  const onView = (next: View): void => {
    view = next;
    pane.show(next);
    traces.observe(next);
    tell(looking);
  };
  followChat(device, chat_id, onView, fail);

  // Whoever clicks or tabs into a pane has read it, and reads what comes while he stays.
  for (const kind of ['pointerdown', 'focusin']) {
    document.addEventListener(kind, ({ target }) => {
      looking = target instanceof Node && pane.root.contains(target);
      pane.root.classList.toggle('looking', looking);
      if (looking) tell(true);
    });
  }

  // One message at a time: requests sent together may be handled in any order.
  let last: Promise<unknown> = Promise.resolve();
  pane.open(account.email, {
    send: (text, door) => {
      const message_id = newMessageId();
      const sent = last.then(async () => {
        traces.begin(message_id, uid, peer, text);
        await sendText(device, chat_id, message_id, text, door);
        traces.mark(message_id, 'accepted');
      });
      last = sent.catch(() => traces.mark(message_id, 'refused'));
      return sent;
    },
    read: () => tell(true),
  });
}

start().catch((error: unknown) => {
  part(document, 'main', HTMLElement).hidden = true;
  const notice = part(document, '#notice', HTMLElement);
  notice.hidden = false;
  notice.textContent = error instanceof Error ? error.message : String(error);
});
