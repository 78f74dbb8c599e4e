import { z } from 'zod';

import { commaList } from './comma-list.ts';

/** A comma list of web origins as browsers send them (RFC 6454: no path); empty for any origin. */
export const originList = z.string().transform((text, ctx): string[] => {
  const origins = commaList(text);
  const isOrigin = (text: string) => URL.parse(text)?.origin === text && !text.includes('*');
  if (origins.every(isOrigin)) return origins;
  ctx.addIssue({ code: 'custom', message: 'must be origins, as https://app.example,https://…' });
  return z.NEVER;
});
