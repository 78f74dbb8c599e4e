/** The part of Facebook's SDK that we use; the package has no types. */
declare module 'facebook-nodejs-business-sdk' {
  export class FacebookAdsApi {
    constructor(accessToken: string, locale: string, crashLog: boolean);
    /**
     * @param path segments after the version
     * @param urlOverride scheme and host of the API, instead of Facebook's
     */
    call(
      method: 'GET',
      path: string[],
      params: Record<string, string>,
      files: object,
      useMultipartFormData: boolean,
      urlOverride?: string,
    ): Promise<unknown>;
  }
}
