import { ScreenHead } from '../../ui/screen-head.tsx';
import { Blocklist } from './blocklist.tsx';

/** Whom the user knows, and whom he keeps away. */
export function PeopleScreen() {
  return (
    <>
      <ScreenHead title="People" />
      <div class="scroll padded">
        <Blocklist />
      </div>
    </>
  );
}
