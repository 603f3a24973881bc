import { expect, test } from 'vitest';
import { wordMessage } from '../../src/incident/messages.ts';
import { plain } from '../../src/incident/words.ts';
import type { Decision } from '../../src/logbook.ts';
import { ben, given, message, opened } from '../given.ts';

const ts = '1772366400.000100';
const second = '1772366501.000000';
const said = message(ts, 'first');
const ref = { channel: 'C1', ts, version: second, files: [] };
const known = (version: string, text: string) =>
  message(ts, text, {
    version,
    versions: ['', version],
    texts: new Map([
      ['', 'first'],
      [version, text],
    ]),
  });
const read = (text: string, noticed: string): Decision =>
  wordMessage({ ref, words: plain(text), author: ben, at: said.at, noticed });
const heard = (text: string, changed: string, rewords = true): Decision =>
  wordMessage({ ref, words: plain(text), author: ben, at: said.at, changed, rewords });

test('an edit that was read is written as what was so when it was read', () => {
  given(opened)
    .and(said)
    .when(read('second', '1772366501.500000'))
    .then({ data: { message: { version: `${second}/1772366501.500000~r` }, words: { text: 'second' } } });
});

test('an edit that was read and then heard is there once, also if it was made while Slack was asked', () => {
  const wasRead = known(`${second}/1772366501.500000~r`, 'second');
  given(opened).and(wasRead).when(heard('second', '1772366501.400000')).nothing();
  given(opened).and(wasRead).when(heard('second', '1772366501.600000')).nothing();
  given(opened)
    .and(wasRead)
    .when(heard('third', '1772366501.600000'))
    .then({ data: { message: { version: `${second}/1772366501.600000` } } });
});

test('a preview that is heard before the edit that it shows does not stand beside it', () => {
  given(opened)
    .and(said)
    .when(heard('second', '1772366501.700000', false))
    .then({ data: { message: { version: `${second}/1772366501.700000~` } } });
  given(opened)
    .and(known(`${second}/1772366501.700000~`, 'second'))
    .when(heard('second', '1772366501.400000'))
    .nothing();
  expect(`${second}/1772366501.700000~` > `${second}/1772366501.700000`).toBe(true);
});
