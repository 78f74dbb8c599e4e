/** A Firebase Auth account, the store of who exists and how they prove it. */
export interface AuthAccount {
  uid: string;
  display_name: string;
  photo_url: string | null;
  email: string | null;
  /** Whether somebody has proven to us that the address is his; see `auth/email-proof.ts`. */
  email_verified: boolean;
  /** Whether we have kept a record of that, whatever it says. */
  has_email_record: boolean;
  /** E.164 */
  phone: string | null;
  /** Firebase Auth provider ids, such as `password` or `phone`. */
  providers: string[];
  is_admin: boolean;
  is_disabled: boolean;
  /** Firebase's tokens of before this are void, in seconds since the epoch; 0 where none ever was. */
  tokens_valid_from: number;
}
