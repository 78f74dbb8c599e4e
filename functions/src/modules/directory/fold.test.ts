import assert from 'node:assert/strict';

import { fold, joinedWordsOf, wordsOf } from './fold.ts';

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

  for (const mark of ["'", '’', '‘', 'ʼ', 'ʻ', '´', '`', '′', '＇', '-', '‐', '‑', '–', '\u00ad']) {
    it(`takes ${JSON.stringify(mark)} in a name for a space, or for nothing`, () => {
      assert.deepEqual(wordsOf(`Zoë O${mark}Brien`), ['zoe', 'o', 'brien']);
      assert.deepEqual(joinedWordsOf(`Zoë O${mark}Brien`), ['obrien']);
    });
  }

  it('is joined by apostrophes and hyphens, and by nothing else', () => {
    assert.deepEqual(joinedWordsOf('Jean-Luc O’Brien-Smith'), [
      'jeanluc',
      'obriensmith',
      'briensmith',
    ]);
    for (const text of ['Jean Luc', 'J.R. Doe', "James'", '-Ann-', 'Ann - Bea', 'a_b', '']) {
      assert.deepEqual(joinedWordsOf(text), [], text);
    }
  });
});
