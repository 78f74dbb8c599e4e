import assert from 'node:assert/strict';

import { channelsOf, OPTIONAL_KINDS, switchesOf, USUAL_CHANNELS } from './kinds.ts';

describe('the ways to be told', () => {
  const usual = { FRIEND_REQUEST: USUAL_CHANNELS, FRIEND_ACCEPTED: USUAL_CHANNELS };
  const all = { ...usual, CONTACT_JOINED: USUAL_CHANNELS, REACTION: USUAL_CHANNELS };

  it('take no space where they are as usual', () => {
    assert.deepEqual(switchesOf(all), []);
    for (const kind of OPTIONAL_KINDS) {
      assert.deepEqual(channelsOf(undefined, kind), { feed: true, push: true, mail: false });
    }
  });

  it('come back from the switches as they went in, of each kind its own', () => {
    const reaction = { feed: true, push: false, mail: false };
    const asked = { feed: false, push: true, mail: true };
    const switches = switchesOf({ ...all, REACTION: reaction, FRIEND_REQUEST: asked });
    assert.deepEqual(switches, ['FRIEND_REQUEST.feed', 'FRIEND_REQUEST.mail', 'REACTION.push']);
    assert.deepEqual(channelsOf(switches, 'REACTION'), reaction);
    assert.deepEqual(channelsOf(switches, 'FRIEND_REQUEST'), asked);
    assert.deepEqual(channelsOf(switches, 'CONTACT_JOINED'), USUAL_CHANNELS);
  });
});
