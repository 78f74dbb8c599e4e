/** Google's word on its ID tokens. */
export interface GoogleTokens {
  /**
   * The claims of an ID token with a good signature, one of our audiences, Google as the issuer and
   * time left; `undefined` for any other.
   *
   * @throws ParleyError UPSTREAM_UNAVAILABLE when Google's keys cannot be had
   */
  verify(id_token: string): Promise<unknown>;
}

/** Facebook's Graph API, asked in our app's name. */
export interface FacebookGraph {
  /** Begins to check an access token; the time that Facebook may take is one for the whole check. */
  check(access_token: string): FacebookCheck;
}

/** What Facebook says of one access token. Answers are as sent, still to be looked at. */
export interface FacebookCheck {
  /**
   * What `debug_token` says.
   *
   * @throws ParleyError UPSTREAM_UNAVAILABLE
   */
  debugToken(): Promise<unknown>;
  /**
   * The profile of the token's owner; `undefined` where Facebook does not take the token any more.
   *
   * @throws ParleyError UPSTREAM_UNAVAILABLE
   */
  profile(): Promise<unknown>;
}
