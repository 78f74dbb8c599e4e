import type { Log } from '../functions/src/kernel/log.ts';

/** A log that a test can look into. */
export interface MemoryLog extends Log {
  lines: { level: 'info' | 'warn' | 'error'; message: string; data?: Record<string, unknown> }[];
}

export function memoryLog(): MemoryLog {
  const lines: MemoryLog['lines'] = [];
  const at =
    (level: 'info' | 'warn' | 'error') =>
    (message: string, data?: Record<string, unknown>): void => {
      lines.push({ level, message, ...(data && { data }) });
    };
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}
