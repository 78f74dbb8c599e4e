import { z } from 'zod';

import { endpoint } from '../../kernel/endpoint.ts';
import { deviceId } from './fields.ts';
import { forgetDevice } from './forget-device.ts';

const input = z.strictObject({ device_id: deviceId });

/**
 * Takes an installation off the list for pushes, as on signing out there; idempotent.
 *
 * Costs 1 read and 2 deletes.
 */
export const unregisterDevice = endpoint({
  name: 'unregisterDevice',
  auth: 'session',
  input,
  handler: async (ctx, { device_id }, { uid }): Promise<Record<string, never>> => {
    await forgetDevice(ctx.db, uid, device_id);
    return {};
  },
});
