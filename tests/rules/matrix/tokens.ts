/** ID tokens of the owner that are none of our sessions', or not yet good for anything. */
export const REFUSED_TOKENS: { name: string; token: Record<string, unknown> }[] = [
  { name: 'without claims', token: {} },
  { name: 'with an empty `sid`', token: { sid: '' } },
  { name: 'whose `sid` is a number', token: { sid: 5 } },
  { name: 'whose `sid` is a list', token: { sid: ['s'] } },
  { name: 'of an admin without `sid`', token: { admin: true } },
  { name: 'of who must change his password', token: { sid: 's', must_change_password: true } },
];
