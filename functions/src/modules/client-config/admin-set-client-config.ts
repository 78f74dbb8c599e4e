import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { act } from '../admin/act.ts';
import { target } from '../admin/target.ts';
import { changedConfig } from './changed-config.ts';
import { configChange, wholeConfig } from './fields.ts';
import { putClientConfig, readClientConfig } from './store.ts';

const PARTS = Object.keys(configChange.shape);

const input = configChange
  .extend({ reason: target.shape.reason })
  .refine((given) => PARTS.some((part) => part in given), {
    message: `give at least one of ${PARTS.join(', ')}`,
  });

const modified = z.iso.datetime().nullable().meta({ description: 'null before the first change' });
const output = wholeConfig.extend({ modified }).meta({ id: 'ClientConfig' });

/**
 * Changes what `config/client` tells the apps, and answers all of it: parts that are not given stay, maps are
 * merged, and null takes a value away. Active hours hold for rules at once, and for every instance within
 * 30 s. What is so already is no change: neither the document nor its time is touched, and there is no audit
 * entry, which else has what was given. A part or map without any field is refused, as it looks like taking
 * all of it away and would do nothing.
 *
 * Costs 2 reads and 2 writes, 2 reads where it changes nothing. Errors: FIELDS_INVALID (also where something
 * would be missing after the change), ADMIN_ONLY.
 */
export const adminSetClientConfig = endpoint({
  name: 'adminSetClientConfig',
  summary: 'Change what all apps are told: theme, active hours, least versions, features',
  auth: 'admin',
  input,
  output,
  errors: ['TOO_BUSY'],
  handler: async (ctx, { reason = null, ...change }, { caller }) => {
    const deed = { action: 'SET_CLIENT_CONFIG', target: 'config/client', change, reason } as const;
    const config = await act(ctx, caller, deed, async (tx) => {
      const before = await readClientConfig(tx);
      const after = changedConfig(before, change, ctx.clock.now());
      if (after === undefined) return { result: before, changed: false };
      putClientConfig(tx, before, after);
      return { result: after, changed: true };
    });
    return { ...wholeConfig.parse(config ?? {}), modified: config?.modified.toRfc3339() ?? null };
  },
});
