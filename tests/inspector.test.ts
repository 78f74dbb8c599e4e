import assert from 'node:assert/strict';

import { withOperation, type Action, type Operation } from '../web/src/inspector/actions.ts';
import { costOf } from '../web/src/inspector/price.ts';

type Step = [by: string, isServer: boolean, kind: Operation['kind'], what: string];

describe('what the inspector takes for an action', () => {
  const play = (...steps: Step[]): readonly Action[] =>
    steps.reduce<readonly Action[]>(
      (actions, [by, isServer, kind, what]) => withOperation(actions, by, isServer, { kind, what }),
      [],
    );
  const titles = (actions: readonly Action[]) => actions.map(({ title, by }) => `${title} ${by}`);

  it('a call begins one, and what follows by itself belongs to it', () => {
    const [sending, ...others] = play(
      ['left', false, 'call', 'sendMessage'],
      ['sendMessage', true, 'write', 'chats/1_2'],
      ['right', false, 'read', 'chats/1_2'],
      ['right', false, 'call', 'markDelivered'],
      ['onMessageCreated', true, 'read', 'chats/1_2'],
    );
    assert.deepEqual(others, []);
    assert.equal(sending?.title, 'sendMessage');
    assert.deepEqual(
      sending.groups.map(({ by }) => by),
      ['left', 'sendMessage', 'right', 'onMessageCreated'],
    );
    const { reads, writes, invocations, million } = costOf(sending.groups);
    assert.deepEqual([reads, writes, invocations], [2, 1, 3]);
    assert.equal(million, 2 * 0.6 + 1.8 + 3 * 0.4);
  });

  it('what a function does late belongs to what called it', () => {
    const [sending, typing] = play(
      ['left', false, 'call', 'setTyping'],
      ['left', false, 'call', 'sendMessage'],
      ['setTyping', true, 'write', 'chats/1_2/typing/1'],
    );
    assert.deepEqual(typing?.groups.at(-1)?.by, 'setTyping');
    assert.deepEqual(sending?.groups.length, 1);
  });

  it('typing on is one action, and a direct write is one of its own', () => {
    const actions = play(
      ['left', false, 'call', 'setTyping'],
      ['left', false, 'call', 'setTyping'],
      ['left', false, 'write', 'chats/1_2/messages/a'],
      ['right', false, 'write', 'users-external-event/2'],
    );
    assert.deepEqual(titles(actions), ['Direct write left', 'setTyping left']);
  });

  it('what is read before anything was done is listening', () => {
    assert.deepEqual(titles(play(['left', false, 'read', 'chats/1_2'])), ['Listening left']);
  });
});
