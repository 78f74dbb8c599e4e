/** Firebase Auth's names of those who vouch for a person. */
export type Provider = 'google.com' | 'facebook.com';

/** Who a provider says that somebody is, once all that it sent has been checked. */
export interface Identity {
  provider: Provider;
  /** The provider's own id of the person; it never changes and is never given to another. */
  subject: string;
  /**
   * The e-mail address where the provider has the last word on whose it is, in lower case; else
   * `null`, also where the provider names one.
   */
  verified_email: string | null;
  display_name: string;
  photo_url: string | null;
}
