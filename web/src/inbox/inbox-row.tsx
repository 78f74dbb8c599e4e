import type { Settings } from '../app/settings.ts';
import { TOKEN_PREFIX } from '../firebase/push.ts';
import { accountOf } from '../panes/account-of.ts';
import { exactTime } from '../ui/times.ts';
import { Folded } from './folded.tsx';
import type { Item, Push } from './stream.ts';

/** One push, text or mail. */
export function InboxRow({ item, settings }: { item: Item; settings: Settings }) {
  const { kind, to, title, body, note } = partsOf(item, settings);
  return (
    <li class="mail" data-kind={item.kind}>
      <p class="soft">
        <span class="tag">{kind}</span> <span class="to">to {to}</span>
        <time>{exactTime(new Date(item.received))}</time>
      </p>
      {title !== undefined && (
        <p class="title" dir="auto">
          {title}
        </p>
      )}
      <Folded text={body ?? ''} />
      {note !== undefined && <p class="soft">{note}</p>}
    </li>
  );
}

function partsOf(item: Item, settings: Settings) {
  switch (item.kind) {
    case 'push': {
      const { message, answer } = item.push;
      const badge = message.apns?.payload?.aps?.badge;
      const refused = answer === 'OK' ? [] : [`refused: ${answer}`];
      const note = [...(badge === undefined ? [] : [`badge ${badge}`]), ...refused].join(', ');
      return {
        kind: 'push',
        to: ownerOf(item.push, settings),
        title: message.notification?.title,
        body: message.notification?.body,
        note: note === '' ? undefined : note,
      };
    }
    case 'sms': {
      const { channel, to, text } = item.sms;
      const kind = channel === 'sms' ? 'text' : 'call';
      return { kind, to, title: undefined, body: text, note: undefined };
    }
    case 'mail': {
      const { to, subject, text } = item.mail;
      return { kind: 'mail', to: to.join(', '), title: subject, body: text, note: undefined };
    }
  }
}

/** Whose push it is, as the tokens of this page say. */
function ownerOf({ token }: Push, settings: Settings): string {
  if (token === null) return 'a topic';
  const uid = token.startsWith(TOKEN_PREFIX) ? token.slice(TOKEN_PREFIX.length) : undefined;
  return uid === undefined ? token : (accountOf(settings, uid)?.display_name ?? uid);
}
