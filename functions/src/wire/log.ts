import type { Log } from '../kernel/log.ts';
import { logger } from './sdk.ts';

/** {@link Log} to Cloud Logging. */
export const cloudLog: Log = {
  info: (message, data) => logger.info(message, data ?? {}),
  warn: (message, data) => logger.warn(message, data ?? {}),
  error: (message, data) => logger.error(message, data ?? {}),
};
