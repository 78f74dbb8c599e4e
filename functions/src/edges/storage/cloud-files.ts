import type { Bucket } from '@google-cloud/storage';

import type { Config } from '../../config/config.ts';
import { inChunks } from '../../kernel/chunks.ts';
import type { Files } from '../../modules/files/files.ts';

/** Requests at the same time. */
const AT_ONCE = 20;

/**
 * {@link Files} in Cloud Storage. The client is loaded with the first use: few instances have any. In the
 * emulator it talks to what `storage_emulator_host` names, and to nobody where that is not set.
 */
export function cloudFiles(config: Config): Files {
  let bucket: Promise<Bucket | undefined> | undefined;
  return {
    async deleteSome(prefix, limit) {
      const files = await (bucket ??= bucketOf(config));
      if (files === undefined) return { more: false };
      const page = { prefix, maxResults: limit, autoPaginate: false };
      try {
        const [found, next] = await files.getFiles(page);
        await inChunks(found, AT_ONCE, (file) => file.delete({ ignoreNotFound: true }));
        return { more: Boolean(next) };
      } catch (error) {
        if (isNotFound(error)) return { more: false };
        throw error;
      }
    },
  };
}

async function bucketOf(config: Config): Promise<Bucket | undefined> {
  const { storage_bucket, storage_emulator_host: host, emulated, project_id } = config;
  if (storage_bucket === '' || (emulated && host === undefined)) return undefined;
  const { Storage } = await import('@google-cloud/storage');
  const local = host !== undefined && { apiEndpoint: `http://${host}` };
  return new Storage({ projectId: project_id, ...local }).bucket(storage_bucket);
}

/** A project names a bucket also where nobody has made it yet. */
function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 404;
}
