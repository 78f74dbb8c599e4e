import { useEffect, useState } from 'preact/hooks';

import type { Answer } from '../../firebase/call.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Unknown } from '../../panes/unknown.tsx';
import { useBusy } from '../../ui/use-busy.ts';

type Session = Answer<'listSessions'>['sessions'][number];

/** Where the user is signed in; each can be ended from here. */
export function Sessions() {
  const { device, online, fail } = usePane();
  const [busy, run] = useBusy(fail);
  const [sessions, setSessions] = useState<Session[]>();
  const load = async (): Promise<void> => {
    setSessions((await device.call('listSessions', {})).sessions);
  };
  const end = async (id: string): Promise<void> => {
    await device.call('revokeSessions', { session_ids: [id] });
    await load();
  };
  useEffect(() => {
    if (online) run(load);
  }, [device, online]);
  return (
    <>
      <h4>Sessions</h4>
      {sessions === undefined && <Unknown />}
      <ul class="rows">
        {sessions?.map(({ id, user_agent, last_used, current }) => (
          <li key={id} class="row still">
            <span class="row-text">
              <span class="row-title">{current ? 'This device' : 'Another device'}</span>
              <span class="soft preview">
                {new Date(last_used).toLocaleString('en-GB')}, {browserOf(user_agent)}
              </span>
            </span>
            {!current && (
              <button
                class="small"
                type="button"
                disabled={busy}
                onClick={() => run(() => end(id))}
              >
                End<span class="unseen"> this session</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function browserOf(user_agent: string | null): string {
  return /(Firefox|Edg|Chrome|Safari)\/[\d.]+/.exec(user_agent ?? '')?.[0] ?? 'no browser';
}
