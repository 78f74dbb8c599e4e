/** Put in its place by the build (web/vite.config.ts): the version of package.json. */
declare const PAGE_VERSION: string;

/** The version of this page. */
export const VERSION = PAGE_VERSION;
