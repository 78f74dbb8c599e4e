import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { nothing } from '../../kernel/fields.ts';
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
  summary: 'Take an installation off the list for pushes',
  auth: 'session',
  input,
  output: nothing,
  handler: async (ctx, { device_id }, { caller: { uid } }) => {
    await forgetDevice(ctx.db, uid, device_id);
    return {};
  },
});
