import { useState } from 'preact/hooks';

import type { Answer } from '../../firebase/call.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { PersonMenu } from './person-menu.tsx';
import { PersonRow } from './person-row.tsx';

type Near = Answer<'findNearbyUsers'>['users'];

const RADIUS_M = 5000;

/** Who is around, of those who have said where they are. */
export function Nearby() {
  const { device, fail } = usePane();
  const { call } = device;
  const [busy, run] = useBusy(fail);
  const [lat, setLat] = useState('37.8651');
  const [lng, setLng] = useState('-119.5383');
  const [users, setUsers] = useState<Near>();
  const look = async (): Promise<void> => {
    const here = { lat: degreesOf('latitude', lat, 90), lng: degreesOf('longitude', lng, 180) };
    await call('updateLocation', here);
    setUsers((await call('findNearbyUsers', { ...here, radius_m: RADIUS_M })).users);
  };
  const forget = async (): Promise<void> => {
    await call('clearLocation', {});
    setUsers(undefined);
  };
  return (
    <>
      <Form class="inline" onSubmit={() => run(look)}>
        <Field label="Latitude" value={lat} onValue={setLat} required />
        <Field label="Longitude" value={lng} onValue={setLng} required />
        <button class="primary" type="submit" disabled={busy}>
          I am here
        </button>
      </Form>
      <p class="soft">
        Others within 5 km see you for a day, to half a kilometre.{' '}
        <button class="link" type="button" disabled={busy} onClick={() => run(forget)}>
          Forget where I am
        </button>
      </p>
      <div role="status">
        {users?.length === 0 && <p class="empty">Nobody is near who says where he is.</p>}
      </div>
      <ul class="rows">
        {users?.map(({ id, display_name, distance_m }) => (
          <PersonRow
            key={id}
            id={id}
            name={display_name}
            line={`within ${(distance_m / 1000).toFixed(1)} km`}
          >
            <PersonMenu user_id={id} name={display_name} />
          </PersonRow>
        ))}
      </ul>
    </>
  );
}

/** @throws Error for the reader where it is no number of degrees */
function degreesOf(what: string, written: string, most: number): number {
  // With a comma, as it is written in much of the world.
  const degrees = Number(written.trim().replace(',', '.') || NaN);
  if (Math.abs(degrees) <= most) return degrees;
  throw new Error(`The ${what} must be a number from -${most} to ${most}, such as 37.8651.`);
}
