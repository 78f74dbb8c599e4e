import type { Session } from '../functions/src/modules/auth/model.ts';
import type { RestAnswer, World } from '../testkit/world.ts';

/** What `startPhoneAuth` answers. */
export interface Challenge {
  challenge_id: string;
  expires_at: string;
  resend_at: string;
}

/** What tests of phone sign-in do again and again, in a world that is open by then. */
export function phoneHelpers(world: () => World) {
  let last = 0;
  /** A number that no other test of the world uses, each in a block of its own. */
  const newPhone = () => `+1202${String(200_0000 + (last += 1) * 10_000).padStart(7, '0')}`;
  const start = (phone: string, more: object = {}) =>
    world().call<Challenge>(null, 'startPhoneAuth', { phone, ...more });
  return {
    newPhone,
    start,
    verify: (challenge_id: string, code: string) =>
      world().call<Session>(null, 'verifyPhoneAuth', { challenge_id, code }),
    post: (body: object, ip = '127.0.0.1') => world().rest('POST', '/phone-auth/', { body, ip }),
    /** A code on its way: the challenge and what the phone shows. */
    challenge: async (phone = newPhone()) => {
      const { challenge_id } = await start(phone);
      return { phone, challenge_id, code: await world().sms.code(phone) };
    },
  };
}

export const errorOf = ({ body }: RestAnswer) => body['error'] as Record<string, unknown>;
export const wrongFor = (code: string) => (code === '000000' ? '000001' : '000000');
