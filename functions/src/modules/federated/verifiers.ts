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

/** Facebook's Graph API, asked in our app's name. Answers are as sent, still to be checked. */
export interface FacebookGraph {
  /**
   * What `debug_token` says of an access token.
   *
   * @throws ParleyError UPSTREAM_UNAVAILABLE
   */
  debugToken(access_token: string): Promise<unknown>;
  /**
   * The profile of the token's owner; `undefined` where Facebook does not take the token any more.
   *
   * @throws ParleyError UPSTREAM_UNAVAILABLE
   */
  profile(access_token: string): Promise<unknown>;
}
