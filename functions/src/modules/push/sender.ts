/** What is shown and handed to the app; the same for every device it goes to. */
export interface PushNote {
  title: string;
  body: string;
  /** FCM data: strings only. */
  data: Record<string, string>;
  /** The number on the app's icon. */
  badge: number;
  /** Groups notifications on iOS. */
  thread_id: string;
  /** A later push with the same id replaces this one on the device. */
  collapse_id: string;
}

/**
 * What became of one device's push: `dead` tokens are to be forgotten, `unavailable` ones to be tried
 * again later, `rejected` ones are a fault that trying again would not mend and that was logged.
 */
export type PushOutcome = 'sent' | 'dead' | 'unavailable' | 'rejected';

/** One push to one device. */
export interface Push {
  /** FCM registration token. */
  token: string;
  note: PushNote;
}

/** The outside edge that pushes go through. */
export interface PushSender {
  /** The outcome of each push, in order. Never rejects: what cannot be sent is `unavailable`. */
  send(pushes: Push[]): Promise<PushOutcome[]>;
}
