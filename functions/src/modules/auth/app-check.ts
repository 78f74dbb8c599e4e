/** Firebase App Check's word on where a request comes from. */
export interface AppCheck {
  /** Whether a token, as sent in `X-Firebase-AppCheck`, is of an app of this project and in time. */
  verify(token: string): Promise<boolean>;
}
