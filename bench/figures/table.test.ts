import assert from 'node:assert/strict';

import { table } from './table.ts';

describe('a table', () => {
  it('is Markdown, padded, its numbers to the right', () => {
    const text = table(
      ['run', 'p50', 'note'],
      [
        ['1 chat', 12.5, 'x'],
        ['50 chats', 7, undefined],
      ],
    );
    assert.equal(
      text,
      [
        '| run      |  p50 | note |',
        '| -------- | ---: | ---- |',
        '| 1 chat   | 12.5 | x    |',
        '| 50 chats |    7 | –    |',
      ].join('\n'),
    );
  });

  it('takes prices and limits for numbers', () => {
    assert.equal(
      table(['price'], [['$1,008.60'], ['< 200 ms']]),
      ['|     price |', '| --------: |', '| $1,008.60 |', '|  < 200 ms |'].join('\n'),
    );
  });

  it('shows what is not a number as nothing', () => {
    assert.match(table(['figure'], [[Number.NaN]]), /–/);
  });
});
