/** How a code reaches a phone. */
export type Channel = 'sms' | 'call';

/** One text for one phone. */
export interface PhoneText {
  /** E.164 */
  phone: string;
  /** What is to be read, or heard. */
  text: string;
  channel: Channel;
}

/** Who carries codes to phones. */
export interface SmsSender {
  /**
   * Resolves when the carrier has taken the text; that it arrives is not known. A failure is logged
   * without number and text.
   *
   * @throws ParleyError PHONE_NOT_ALLOWED when this number takes no such text, UPSTREAM_UNAVAILABLE
   *   for everything else, a sender that is not set up included
   */
  send(text: PhoneText): Promise<void>;
}
