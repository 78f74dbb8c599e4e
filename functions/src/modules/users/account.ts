/** A Firebase Auth account, the store of who exists and how they prove it. */
export interface AuthAccount {
  uid: string;
  display_name: string;
  photo_url: string | null;
  email: string | null;
  /** E.164 */
  phone: string | null;
  /** Firebase Auth provider ids, such as `password` or `phone`. */
  providers: string[];
  is_admin: boolean;
  is_disabled: boolean;
}
