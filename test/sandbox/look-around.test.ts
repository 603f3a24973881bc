import { expect, test } from 'vitest';
import { office } from './office.ts';

test('a workspace that is left running can be looked at in a browser', async () => {
  const { ana, ben, general, sandbox, close } = await office();
  const said = await ana.posts('5 < 6, @Ben <script>', general);
  await ben.replies('indeed', said);
  await ben.reacts('eyes', said);
  const page = await (await fetch(sandbox.apiUrl.replace('/api/', '/'))).text();
  expect(page).toContain('<b>Ana</b> 5 &lt; 6, @Ben &lt;script&gt; <small>:eyes: 1</small>');
  expect(page).toContain('<p class="reply"><time>2026-03-01 12:00:00</time> <b>Ben</b> indeed');
  await close();
});
