/**
 * Who asks. The owner has blocked `blocked`; `moderator` is an admin of groups, `admin` one of the
 * product; `former` has left. Three have the owner's uid, and tokens that are good for nothing.
 */
export const PEOPLE = {
  owner: { uid: 'owner', token: { sid: 's' } },
  moderator: { uid: 'moderator', token: { sid: 's' } },
  member: { uid: 'member', token: { sid: 's' } },
  blocked: { uid: 'blocked', token: { sid: 's' } },
  disabled: { uid: 'disabled', token: { sid: 's' } },
  former: { uid: 'former', token: { sid: 's' } },
  stranger: { uid: 'stranger', token: { sid: 's' } },
  admin: { uid: 'admin', token: { sid: 's', admin: true } },
  'who must change his password': {
    uid: 'owner',
    token: { sid: 's', admin: true, must_change_password: true },
  },
  'without sid': { uid: 'owner', token: {} },
  'signed out': { uid: 'nobody', token: undefined },
} as const;

export type Person = keyof typeof PEOPLE;
export const EVERYBODY = Object.keys(PEOPLE) as Person[];

/** Whoever has a session that may do more than set a password. */
export const SIGNED_IN = EVERYBODY.slice(0, 8);
export const OWNER: Person[] = ['owner'];
export const NOBODY: Person[] = [];

/** The uids behind them that have an account. */
export const UIDS = SIGNED_IN.map((person) => PEOPLE[person].uid);

export const except = (people: Person[], ...left_out: Person[]): Person[] =>
  people.filter((person) => !left_out.includes(person));
