import type { ComponentChildren } from 'preact';

import { useProfile } from '../../panes/use-profile.ts';
import { PersonRow } from './person-row.tsx';

export interface KnownPersonProps {
  uid: string;
  /** What the user calls him himself. */
  alias?: string | null;
  line?: string;
  /** What can be done; it is told his name. */
  children: (name: string) => ComponentChildren;
}

/** Somebody of whom only the id is at hand. */
export function KnownPerson({ uid, alias, line, children }: KnownPersonProps) {
  const profile = useProfile(uid);
  const name = alias ?? (profile?.display_name || profile?.username) ?? 'Somebody';
  const own = profile && `@${profile.username}`;
  return (
    <PersonRow id={uid} name={name} line={line ?? own}>
      {children(name)}
    </PersonRow>
  );
}
