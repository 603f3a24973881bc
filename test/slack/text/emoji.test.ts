import { expect, test } from 'vitest';
import { emojify, emojiOf } from '../../../src/slack/text/emoji.ts';

test('an emoji is known by each name that Slack has for it', () => {
  expect(['+1', 'thumbsup', 'large_green_circle', 'flag-us', 'face_with_monocle'].map((name) => emojiOf(name))).toEqual(
    ['👍', '👍', '🟢', '🇺🇸', '🧐'],
  );
});

test('skin tones are kept, of one person and of two', () => {
  expect(emojify('hi :wave::skin-tone-4: :female-technologist::skin-tone-2:')).toBe('hi 👋🏽 👩🏻‍💻');
  expect(emojiOf('people_holding_hands', 'skin-tone-2-6')).toBe('🧑🏻‍🤝‍🧑🏿');
  expect(emojiOf('rocket', 'skin-tone-2')).toBe('🚀');
});

test("a workspace's own emoji keeps its name", () => {
  expect(emojify(':partyparrot: and :tada:')).toBe(':partyparrot: and 🎉');
});

test('what stands between letters or digits is no emoji', () => {
  const words = 'at 12:100:30 host:ok:200 ::1 10:30 a:b';
  expect(emojify(words)).toBe(words);
  expect(emojify('thanks:tada: at 14:05:fire:')).toBe('thanks🎉 at 14:05🔥');
});
