import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCommandText } from '../../../src/slack/text/command.ts';
import { names } from './names.ts';

const parse = (text: string) => parseCommandText(text, names);

describe('the words after a command', () => {
  test('are kept to the letter', () => {
    const text = '*not bold* _nor this_ ~or that~ > no quote, 2*3*4\n- one\n\n\n  two   spaces | # ]';
    expect(parse(text)).toEqual({ text });
  });

  test('whatever they are, are kept to the letter', () => {
    const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    const typed = fc.string({ unit: 'grapheme' }).filter((text) => !/[`:\r\ufeff]/.test(text) && text.trim() === text);
    fc.assert(
      fc.property(typed, (text) => {
        expect(parse(escaped(text))).toEqual({ text });
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('name people, channels and groups', () => {
    expect(parse('<@U1|ana> in <#C1> asks <!subteam^S1> and <!here>').text).toBe(
      '@Ana Silva in #general asks @database-team and @here',
    );
  });

  test('name by label, else by id, whom Debrief does not know', () => {
    expect(parse('<@U9|ben> <#C9|random> <!subteam^S9|@web> <@U8> <#C8|> <!subteam^S8>').text).toBe(
      '@ben #random @web @U8 #C8 @S8',
    );
  });

  test('keep their links', () => {
    expect(parse('see <https://x.example/?a=1&amp;b=2|the graph>')).toEqual({
      text: 'see the graph',
      tree: [
        {
          type: 'paragraph',
          children: [
            { type: 'text', value: 'see ' },
            { type: 'link', url: 'https://x.example/?a=1&b=2', children: [{ type: 'text', value: 'the graph' }] },
          ],
        },
      ],
    });
    expect(parse('<mailto:ana@x.example>').text).toBe('ana@x.example');
  });

  test('keep no link that could do harm', () => {
    expect(parse('<javascript:alert(1)|click> <slack://open> <file:///etc/passwd>')).toEqual({
      text: 'click slack://open file:///etc/passwd',
    });
  });

  test('have code where there is code, with nothing in it read', () => {
    expect(
      parse('ran `echo *:tada:* &gt; a` then\n```\na  &amp;&amp; b\n  c <http://x.example|x.example>\n```'),
    ).toEqual({
      text: 'ran echo *:tada:* > a then\na  && b\n  c x.example',
      tree: [
        {
          type: 'paragraph',
          children: [
            { type: 'text', value: 'ran ' },
            { type: 'inlineCode', value: 'echo *:tada:* > a' },
            { type: 'text', value: ' then' },
          ],
        },
        { type: 'code', value: 'a  && b\n  c x.example' },
      ],
    });
    expect(parse('a ` b and ``` c').text).toBe('a ` b and ``` c');
    expect(parse('``````').text).toBe('``````');
  });

  test('are decoded once', () => {
    expect(parse('a &amp;lt; b &lt;!here&gt; &quot;').text).toBe('a &lt; b <!here> &quot;');
  });

  test('have no control characters', () => {
    expect(parse('a\u0000b\u001b[31m\tc\r\nd\u007f').text).toBe('ab[31m\tc\nd');
  });
});
