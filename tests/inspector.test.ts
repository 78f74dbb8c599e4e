import assert from 'node:assert/strict';

import { actionsOf, type Action, type Step, type Told } from '../web/src/inspector/actions.ts';
import { costOf } from '../web/src/inspector/price.ts';

type Given = Omit<Step, 'at' | 'isServer'>;

/** What the page tells, and what the recorder, a moment after each other. */
const page = (step: Given): Omit<Step, 'at'> => ({ ...step, isServer: false });
const recorded = (step: Given): Omit<Step, 'at'> => ({ ...step, isServer: true });
const begin = (by: string, what: string, action: string, isBackground = false) =>
  page({ by, kind: 'begin', what, action, isBackground });
const call = (by: string, what: string, action: string) => [
  begin(by, what, action),
  page({ by, kind: 'call', what, action }),
];

const chat = 'chats/1_2';
const message = `${chat}/messages/a`;
const event = 'users-external-event/2';

describe('what the inspector counts for an action', () => {
  const play = (...steps: Omit<Step, 'at'>[]): Told =>
    actionsOf(steps.map((step, at) => ({ ...step, at: at * 10 })));
  const find = ({ actions }: Told, title: string): Action => {
    const [found, ...others] = actions.filter((action) => action.title === title);
    assert.ok(found);
    assert.deepEqual(others, []);
    return found;
  };
  const linesOf = (parts: Action['parts']): string[] =>
    parts.flatMap(({ by, operations }) =>
      operations.map(({ kind, what }) => `${by}: ${kind} ${what}`),
    );

  const sending = (action: string, to = message) => [
    recorded({ by: 'sendMessage', kind: 'write', what: to, action, run: action }),
    recorded({ by: 'sendMessage', kind: 'write', what: chat, action, run: action }),
  ];

  it('functions and triggers by what they say set them off, with the price of docs/cost.md', () => {
    const told = play(
      ...call('left', 'sendMessage', '1'),
      recorded({ by: 'sendMessage', kind: 'read', what: chat, action: '1', run: 'a' }),
      ...sending('1').map((step) => ({ ...step, run: 'a' })),
      ...['chats/1_2', event, 'users/2/devices/p'].map((what) =>
        recorded({ by: 'onMessageCreated', kind: 'read', what, document: message, run: 'b' }),
      ),
      recorded({
        by: 'onMessageCreated',
        kind: 'write',
        what: event,
        document: message,
        run: 'b',
      }),
    );
    const { parts } = find(told, 'sendMessage');
    const { reads, writes, invocations, million } = costOf(parts);
    assert.deepEqual([reads, writes, invocations, million], [4, 3, 2, 8.6]);
    assert.deepEqual(
      parts.map(({ by, invocations }) => `${by} ${invocations}`),
      ['sendMessage 1', 'onMessageCreated 1'],
    );
    assert.deepEqual(told.besides, []);
  });

  it('two calls of one function at once, and a third of another client, each by itself', () => {
    const told = play(
      ...call('left', 'signInWithEmail', '1'),
      ...call('right', 'signInWithEmail', '2'),
      recorded({ by: 'signInWithEmail', kind: 'read', what: 'users/2', action: '2', run: 'a' }),
      recorded({ by: 'signInWithEmail', kind: 'read', what: 'users/1', action: '1', run: 'b' }),
      recorded({ by: 'signInWithEmail', kind: 'read', what: 'users/3', run: 'c' }),
      recorded({ by: 'signInWithEmail', kind: 'read', what: 'users/4', action: 'tab', run: 'd' }),
    );
    const of = (by: string) => told.actions.filter((action) => action.by === by);
    assert.deepEqual(
      of('left').map(({ parts }) => linesOf(parts)),
      [['signInWithEmail: read users/1']],
    );
    assert.deepEqual(
      of('right').map(({ parts }) => linesOf(parts)),
      [['signInWithEmail: read users/2']],
    );
    assert.deepEqual(linesOf(told.besides), [
      'signInWithEmail: read users/3',
      'signInWithEmail: read users/4',
    ]);
  });

  it('a listener’s read for the write that it has come of, told before or after it', () => {
    const told = actionsOf([
      { ...begin('left', 'sendMessage', '1'), at: 0 },
      // The page was quicker than the recorder.
      { ...page({ by: 'right', kind: 'read', what: chat }), at: 21 },
      ...sending('1').map((step) => ({ ...step, at: 20 })),
      { ...begin('right', 'markDelivered', '2', true), at: 22 },
      {
        ...recorded({ by: 'markDelivered', kind: 'write', what: chat, action: '2', run: 'b' }),
        at: 40,
      },
      { ...page({ by: 'right', kind: 'read', what: chat }), at: 41 },
    ]);
    for (const title of ['sendMessage', 'markDelivered']) {
      assert.deepEqual(linesOf(find(told, title).heard), [`right: read ${chat}`], title);
    }
    assert.deepEqual(told.besides, []);
  });

  it('two reads of what two have written, in their order', () => {
    const told = play(
      begin('right', 'Lower the flag', '1', true),
      page({ by: 'right', kind: 'write', what: event, action: '1' }),
      ...call('right', 'markRead', '2'),
      recorded({ by: 'markRead', kind: 'write', what: event, action: '2', run: 'a' }),
      page({ by: 'right', kind: 'read', what: event }),
      page({ by: 'right', kind: 'read', what: event }),
    );
    for (const title of ['Lower the flag', 'markRead']) {
      assert.deepEqual(linesOf(find(told, title).heard), [`right: read ${event}`], title);
    }
  });

  it('what could be of two actions, or is of nobody here, for none', () => {
    const told = play(
      begin('left', 'sendMessage', '1'),
      begin('right', 'sendMessage', '2'),
      ...sending('1'),
      ...sending('2', `${chat}/messages/b`),
      page({ by: 'left', kind: 'read', what: chat }),
      page({ by: 'left', kind: 'read', what: 'config/client' }),
    );
    assert.deepEqual(
      told.actions.flatMap(({ heard }) => heard),
      [],
    );
    assert.deepEqual(linesOf(told.besides), [`left: read ${chat}`, 'left: read config/client']);
  });

  it('reading, loading more and writing directly are actions of their own', () => {
    const told = play(
      ...call('left', 'sendMessage', '1'),
      ...call('right', 'markRead', '2'),
      begin('left', 'Earlier messages', '3'),
      page({ by: 'left', kind: 'read', what: message, action: '3' }),
      begin('left', 'Direct write', '4'),
      page({ by: 'left', kind: 'write', what: `${chat}/messages/b`, action: '4' }),
      recorded({
        by: 'onMessageCreated',
        kind: 'write',
        what: event,
        document: `${chat}/messages/b`,
        run: 'a',
      }),
    );
    assert.deepEqual(
      told.actions.map(({ title, by }) => `${title} ${by}`),
      ['Direct write left', 'Earlier messages left', 'markRead right', 'sendMessage left'],
    );
    assert.equal(costOf(find(told, 'Earlier messages').heard).reads, 1);
    const { writes, invocations } = costOf(find(told, 'Direct write').parts);
    assert.deepEqual([writes, invocations], [2, 1]);
  });

  it('what an instance reads once in a while is no part of a price', () => {
    const { parts } = find(
      play(
        ...call('left', 'sendMessage', '1'),
        ...['revocations (query)', 'revocations/7', 'config/client', chat].map((what) =>
          recorded({ by: 'sendMessage', kind: 'read', what, action: '1', run: 'a' }),
        ),
      ),
      'sendMessage',
    );
    assert.equal(costOf(parts).reads, 1);
    assert.equal(linesOf(parts).length, 4);
  });
});
