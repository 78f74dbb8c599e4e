import * as logger from 'firebase-functions/logger';

import type { Log } from '../kernel/log.ts';

/** {@link Log} to Cloud Logging. */
export const cloudLog: Log = {
  info: (message, data) => logger.info(message, data ?? {}),
  warn: (message, data) => logger.warn(message, data ?? {}),
  error: (message, data) => logger.error(message, data ?? {}),
};
