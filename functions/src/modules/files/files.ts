/** The files that people have put into the project's bucket. */
export interface Files {
  /**
   * Deletes up to `limit` of the files whose paths begin with `prefix`, and answers whether more may be
   * left. A project without a bucket has none.
   */
  deleteSome(prefix: string, limit: number): Promise<{ more: boolean }>;
}

/** Where a user's own files lie. No other uid begins with it, as none contains `/`. */
export function folderOf(uid: string): string {
  return `users/${uid}/`;
}
