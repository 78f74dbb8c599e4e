import { useState } from 'preact/hooks';

import { usePane } from '../../panes/pane-context.ts';
import { ScreenHead } from '../../ui/screen-head.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Blocklist } from './blocklist.tsx';
import { Contacts } from './contacts.tsx';
import { Find } from './find.tsx';
import { Nearby } from './nearby.tsx';
import { Requests } from './requests.tsx';

const LISTS = {
  contacts: 'Contacts',
  requests: 'Requests',
  find: 'Find',
  nearby: 'Nearby',
  blocked: 'Blocked',
} as const;
type List = keyof typeof LISTS;

/** Whom the user knows, may get to know, and keeps away. */
export function PeopleScreen() {
  const { event } = usePane();
  const [list, setList] = useState<List>(
    event?.notify_friend_request === true ? 'requests' : 'contacts',
  );
  return (
    <>
      <ScreenHead title="People" />
      <div class="below-head">
        <Segments label="List of people" names={LISTS} value={list} onChange={setList} />
      </div>
      <div class="scroll padded">
        {list === 'contacts' && <Contacts />}
        {list === 'requests' && <Requests />}
        {list === 'find' && <Find />}
        {list === 'nearby' && <Nearby />}
        {list === 'blocked' && <Blocklist />}
      </div>
    </>
  );
}
