import type { ComponentChildren } from 'preact';

import { Avatar } from '../../ui/avatar.tsx';

export interface PersonRowProps {
  id: string;
  name: string;
  /** Below the name. */
  line?: string | undefined;
  /** What can be done. */
  children?: ComponentChildren;
}

/** Somebody in a list. */
export function PersonRow({ id, name, line, children }: PersonRowProps) {
  return (
    <li class="row still">
      <Avatar name={name} seed={id} />
      <span class="row-text">
        <span class="row-title">{name}</span>
        {line !== undefined && <span class="soft">{line}</span>}
      </span>
      {children}
    </li>
  );
}
