/** What stands before an item of a list at this depth, as Slack shows it. `number` is that of an ordered list. */
export const bulletOf = (depth: number, number?: number): string => {
  const [bullet, count] = looks[depth % looks.length] ?? looks[0];
  return number === undefined ? bullet : `${count(number)}.`;
};

export const indent = (depth: number): string => '    '.repeat(depth);

const letters = (number: number): string =>
  number < 1 ? '' : letters(Math.floor((number - 1) / 26)) + String.fromCharCode(97 + ((number - 1) % 26));

const numerals: readonly (readonly [number, string])[] = [
  ...([
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
  ] as const),
  ...([
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ] as const),
];

const roman = (number: number): string => {
  const [value, letter] = numerals.find(([each]) => each <= number) ?? [];
  return value === undefined ? '' : letter + roman(number - value);
};

const looks = [
  ['•', String],
  ['◦', letters],
  ['▪︎', roman],
] as const;
