/** What an entry tells of, where its user may say whether he wants to be told. */
export const OPTIONAL_KINDS = [
  'FRIEND_REQUEST',
  'FRIEND_ACCEPTED',
  'CONTACT_JOINED',
  'REACTION',
] as const;
export type OptionalKind = (typeof OPTIONAL_KINDS)[number];

/** What nobody can switch off: what touches the security of his account, and what an admin tells him. */
export type CertainKind = 'SESSION_REUSED' | 'PASSWORD_CHANGED' | 'WARNING';

export type NotificationKind = OptionalKind | CertainKind;

/** The ways to a user. */
export interface Channels {
  /** An entry of his feed. */
  feed: boolean;
  push: boolean;
  /** A mail to an address that is proven to be his. */
  mail: boolean;
}

/** What a user has who never changed anything. */
export const USUAL_CHANNELS: Channels = { feed: true, push: true, mail: false };

/** By which ways somebody is to be told of a kind, as his event document says. */
export function channelsOf(switches: readonly string[] | undefined, kind: OptionalKind): Channels {
  const wanted = (channel: keyof Channels) =>
    USUAL_CHANNELS[channel] !== (switches?.includes(`${kind}.${channel}`) ?? false);
  return { feed: wanted('feed'), push: wanted('push'), mail: wanted('mail') };
}

/** The reverse of {@link channelsOf}: what of it is not as it usually is, in the event document's form. */
export function switchesOf(wanted: Record<OptionalKind, Channels>): string[] {
  const channels = Object.keys(USUAL_CHANNELS) as (keyof Channels)[];
  return OPTIONAL_KINDS.flatMap((kind) =>
    channels
      .filter((channel) => wanted[kind][channel] !== USUAL_CHANNELS[channel])
      .map((channel) => `${kind}.${channel}`),
  );
}
