import assert from 'node:assert/strict';

import { originList } from './origins.ts';

describe('the list of web origins', () => {
  for (const [text, origins] of [
    ['', []],
    [' , ', []],
    ['https://app.example', ['https://app.example']],
    [
      ' https://app.example , http://localhost:5173,',
      ['https://app.example', 'http://localhost:5173'],
    ],
  ] as const) {
    it(`takes ${JSON.stringify(text)}`, () => assert.deepEqual(originList.parse(text), origins));
  }

  for (const text of [
    '*',
    'app.example',
    'https://app.example/',
    'https://app.example/chat',
    'https://App.example',
    'https://*.example',
    'https://app.example:443',
    'https://me@app.example',
    'null',
  ]) {
    it(`refuses ${text}`, () => assert.equal(originList.safeParse(text).success, false));
  }
});
