import assert from 'node:assert/strict';

import { fold, wordsOf } from './fold.ts';

describe('folded text', () => {
  const CASES: [given: string, folded: string][] = [
    ['Zoë Müller', 'zoe muller'],
    ['STRAẞE Straße', 'strasse strasse'],
    ['Łódź, Đorđe', 'lodz, dorde'],
    ['Ærø Œuvre Þór Ðað', 'aero oeuvre thor dad'],
    ['İstanbul ISPARTA ılık', 'istanbul isparta ilik'],
    ['ﬁancé', 'fiance'],
    ['Ａｄａ', 'ada'],
    ['Ἀθηνᾶ', 'αθηνα'],
    ['Ёлка', 'елка'],
    ['李小龍', '李小龍'],
    ['', ''],
  ];
  for (const [given, folded] of CASES) {
    it(`of "${given}" is "${folded}"`, () => {
      assert.equal(fold(given), folded);
      assert.equal(fold(folded), folded, 'folding again changes nothing');
    });
  }

  it('falls into words', () => {
    assert.deepEqual(wordsOf('  O’Brien-Smith, (Zoë) 2nd '), ['o', 'brien', 'smith', 'zoe', '2nd']);
    assert.deepEqual(wordsOf(' … '), []);
  });
});
