import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { exportToken } from './export-token.ts';

/**
 * A link to all that is stored of the caller, as one JSON document. It is good for 15 minutes, or until his
 * session ends, and holds what proves that; no copy is made, the document is read when the link is followed.
 *
 * Costs its limit; following the link costs what `archiveOf` says. Errors: RATE_LIMITED.
 */
export const exportAccount = endpoint({
  name: 'exportAccount',
  summary: 'A link to all that is stored of the caller, good for 15 minutes',
  auth: 'session',
  input: z.strictObject({}),
  output: z.object({ url: z.string() }),
  limits: [{ limit: 'export_by_account', key: (_input, { caller }) => caller.uid }],
  handler: async (ctx, _input, { caller: { uid, sid } }) => {
    const token = exportToken(ctx, { uid, sid });
    return { url: `${ctx.config.api_url}/users/export?token=${token}` };
  },
});
