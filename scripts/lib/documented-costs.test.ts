import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentedCosts } from './documented-costs.ts';
import { ROOT } from './paths.ts';

describe('the costs that the page knows of', () => {
  it('are the first row of each function in the tables', () => {
    const markdown = [
      'words about `sendMessage`',
      '| use case | when | reads | writes | deletes | a million |',
      '| --- | --- | ---: | ---: | ---: | ---: |',
      '| `sendMessage` | | 1,001 | 2 | 0 | $4.60 |',
      '| `sendMessage` | once more | 2 | 0 | 0 | $1.60 |',
    ].join('\n');
    assert.deepEqual(documentedCosts(markdown), {
      sendMessage: { reads: 1001, writes: 2, invocations: 1, million: '$4.60' },
    });
  });

  it('are there for what people do most', () => {
    const costs = documentedCosts(readFileSync(join(ROOT, 'docs/cost.md'), 'utf8'));
    for (const name of ['sendMessage', 'markRead', 'createChat', 'createGroup', 'findUsers']) {
      assert.match(costs[name]?.million ?? '', /^\$\d/, name);
    }
  });
});
