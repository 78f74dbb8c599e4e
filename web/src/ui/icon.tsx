const PATHS = {
  back: 'M15 5l-7 7 7 7',
  send: 'M4 12l16-8-6 16-3-6z',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  chats: 'M4 5h16v11H9l-5 4z',
  people:
    'M9 11a3 3 0 100-6 3 3 0 000 6zM3 19c0-3 3-5 6-5s6 2 6 5M16 5a3 3 0 010 6M18 14c2 .6 3 2.500 3 5',
  bell: 'M6 16V11a6 6 0 0112 0v5l2 2H4zM10 20h4',
  settings: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4',
  plug: 'M9 3v5M15 3v5M6 8h12v3a6 6 0 01-12 0zM12 17v4',
  unplugged: 'M4 4l16 16M9 3v4M15 3v5M18 8v3a6 6 0 01-1 3M6 8v3a6 6 0 009 5M12 17v4',
  leave: 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9',
  clock: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3 2',
  check: 'M4 12l5 5L20 6',
  checks: 'M2 12l5 5L17 6M12 16l1 1L23 6',
  inbox: 'M4 5h16v14H4zM4 13h5l1 2h4l1-2h5',
  up: 'M6 15l6-6 6 6',
  down: 'M6 9l6 6 6-6',
  muted: 'M4 4l16 16M6 16V11c0-1 .2-2 .6-2.700M9 5.800A6 6 0 0118 11v3M4 18h13M10 21h4',
  group: 'M12 11a3 3 0 100-6 3 3 0 000 6zM5 20c0-4 3-6 7-6s7 2 7 6',
  reply: 'M10 6L4 12l6 6M4 12h10c4 0 6 2 6 6',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside words, or beside words for those who do not see it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
