import type { ClientConfig } from '../../../functions/src/modules/client-config/model.ts';
import { EVERYBODY } from './people.ts';
import { at, LATER, type Complete, type Place } from './place.ts';

const CLIENT_CONFIG: Complete<ClientConfig> = {
  theme: { mode: 'system', colors: { primary: '#3366ff' } },
  active_hours: {
    enabled: false,
    from: '08:00',
    to: '20:00',
    time_zone: 'UTC',
    days: ['mon'],
    windows: { '20454': [{ from: at(0), to: LATER }] },
  },
  min_app_version: { ios: '1.0.0', android: '1.0.0', web: '1.0.0' },
  features: { nearby: true },
  modified: at(0),
};

/** What all apps are told. `secrets` beside it is nothing that there is. */
export const CONFIG: Place[] = [
  {
    name: 'config/client',
    path: 'config/client',
    fields: CLIENT_CONFIG,
    get: EVERYBODY,
  },
  { name: 'config/client', path: 'config/secrets', fields: { key: 'x' } },
];
