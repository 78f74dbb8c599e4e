import { z } from 'zod';

import { text } from '../../kernel/fields.ts';

/** What one object in Cloud Storage may have, 5 TiB, is out of reach of a phone. */
const MAX_FILE_BYTES = 5 * 1024 ** 3;
const MAX_PIXELS = 100_000;
const MAX_DURATION_SECONDS = 86_400;

const pixels = z.int().min(1).max(MAX_PIXELS);

/**
 * A reference to an uploaded file. `size` is in bytes, `width` and `height` in pixels, `duration` in
 * seconds. `kind` is the media type that `content_type` must have (RFC 6838), any where it is missing.
 */
export function messageFile(kind = '[a-z]+') {
  return z
    .strictObject({
      path: text(1, 1024),
      name: text(1, 255),
      content_type: z
        .string()
        .regex(new RegExp(`^${kind}/[A-Za-z0-9.+-]{1,100}$`), 'is not a media type of that kind'),
      size: z.int().min(1).max(MAX_FILE_BYTES),
      width: pixels.optional(),
      height: pixels.optional(),
      duration: z.number().min(0).max(MAX_DURATION_SECONDS).optional(),
      thumbnail_path: text(1, 1024).optional(),
    })
    .meta({ description: 'A file that was uploaded before' });
}

export type MessageFile = z.output<ReturnType<typeof messageFile>>;
