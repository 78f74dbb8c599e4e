import { useState } from 'preact/hooks';

import { useFeature } from '../../app/client-config.ts';
import { usePane } from '../../panes/pane-context.ts';
import type { PeopleList } from '../../panes/route.ts';
import { ScreenHead } from '../../ui/screen-head.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Blocklist } from './blocklist.tsx';
import { Contacts } from './contacts.tsx';
import { Find } from './find.tsx';
import { Nearby } from './nearby.tsx';
import { Requests } from './requests.tsx';

const LISTS: Record<PeopleList, string> = {
  contacts: 'Contacts',
  requests: 'Requests',
  find: 'Find',
  nearby: 'Nearby',
  blocked: 'Blocked',
};

/** Whom the user knows, may get to know, and keeps away; the list that he is led to, or the one with news. */
export function PeopleScreen({ list: wanted }: { list: PeopleList | undefined }) {
  const { device, event, go } = usePane();
  const [usual] = useState<PeopleList>(
    event?.notify_friend_request === true ? 'requests' : 'contacts',
  );
  const { nearby: _, ...others } = LISTS;
  const lists = useFeature('nearby') ? LISTS : others;
  const list = wanted ?? usual;
  const turnTo = (next: PeopleList): void => go({ screen: 'people', list: next }, 'replace');
  return (
    <>
      <ScreenHead title="People" />
      <div class="below-head">
        <Segments label="List of people" names={lists} value={list} onChange={turnTo} />
      </div>
      <div
        class="scroll padded"
        tabIndex={0}
        role="region"
        aria-label={`${LISTS[list]}, on the ${device.name}`}
      >
        {list === 'contacts' && <Contacts />}
        {list === 'requests' && <Requests />}
        {list === 'find' && <Find />}
        {list === 'nearby' && <Nearby />}
        {list === 'blocked' && <Blocklist />}
      </div>
    </>
  );
}
