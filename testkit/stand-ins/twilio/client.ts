import type { Behaviour } from '../common/behaviours.ts';
import type { SmsFilter } from './inbox.ts';
import type { Answer, Sms } from './types.ts';

export type { Answer, Sms } from './types.ts';

/** A typed view of a running stand-in, for tests. */
export type TwilioInbox = {
  /** The messages and calls so far, newest last. */
  messages(filter?: SmsFilter): Promise<Sms[]>;
  /** The six digits that were last sent or spoken to a number. @throws Error when there are none */
  code(to: string): Promise<string>;
  /** Sets how requests for a number (`*` is every number) are answered. */
  behave(to: string, behaviour: Behaviour<Answer>): Promise<void>;
  /** Forgets one number's behaviours, or all. */
  forgive(to?: string): Promise<void>;
};

/**
 * Connects to the stand-in at `host` (`ip:port`).
 *
 * @param account sees what is sent by this account, and lets its requests only be refused
 */
export function twilioInbox(host: string, account: string): TwilioInbox {
  const call = async (path: string, init?: RequestInit): Promise<Response> => {
    const response = await fetch(`http://${host}${path}`, init);
    if (response.ok) return response;
    throw new Error(`Twilio stand-in: ${response.status} ${await response.text()}`);
  };
  const inbox: TwilioInbox = {
    async messages(filter = {}) {
      const query = new URLSearchParams({ account });
      for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value);
      const response = await call(`/inbox?${query}`);
      return ((await response.json()) as { messages: Sms[] }).messages;
    },
    async code(to) {
      const last = (await inbox.messages({ to })).at(-1)?.text ?? '';
      const code = /(?:\d\D{0,2}){6}/.exec(last)?.[0].replace(/\D/g, '');
      if (code === undefined) throw new Error(`no code was sent to ${to}: "${last}"`);
      return code;
    },
    async behave(to, behaviour) {
      const body = JSON.stringify({ ...behaviour, project: account });
      await call(`/behaviours/${encodeURIComponent(to)}`, { method: 'PUT', body });
    },
    async forgive(to) {
      const path = to === undefined ? '' : `/${encodeURIComponent(to)}`;
      await call(`/behaviours${path}`, { method: 'DELETE' });
    },
  };
  return inbox;
}
