import { afterEach, expect, test } from 'vitest';
import { office, refusal } from './office.ts';

let at: Awaited<ReturnType<typeof office>>;
afterEach(() => at.close());

const markdown = (text: string) => ({ type: 'markdown' as const, markdown: text });

test('a channel has one canvas, which is edited one change at a time', async () => {
  at = await office();
  const { client, general } = at;
  const create = () =>
    client.conversations.canvases.create({ channel_id: general.id, document_content: markdown('# Report\n\nfirst') });
  const { canvas_id } = await create();
  expect(await refusal(create())).toMatchObject({ error: 'channel_canvas_already_exists' });
  const { channel } = await client.conversations.info({ channel: general.id });
  expect(channel!.properties).toMatchObject({ canvas: { file_id: canvas_id, is_empty: false } });
  const end = { operation: 'insert_at_end' as const, document_content: markdown('last') };
  const edit = (...changes: object[]) => client.canvases.edit({ canvas_id: canvas_id!, changes: changes as never });
  expect(await refusal(edit(end, end))).toMatchObject({ error: 'invalid_arguments' });
  await edit(end);
  const criteria = { contains_text: 'first' } as never;
  const { sections } = await client.canvases.sections.lookup({ canvas_id: canvas_id!, criteria });
  await edit({ operation: 'replace', section_id: sections![0]!.id, document_content: markdown('second') });
  expect(general.canvas!.markdown).toBe('# Report\n\nsecond\n\nlast');
  await edit({ operation: 'replace', document_content: markdown('all new') });
  expect(general.canvas!.markdown).toBe('all new');
  expect(await refusal(edit({ operation: 'replace', document_content: markdown('> - a list') }))).toMatchObject({
    error: 'canvas_editing_failed',
  });
});

test('a workspace can be without canvases', async () => {
  at = await office({ canvases: false });
  const { client, general } = at;
  expect(await refusal(client.conversations.canvases.create({ channel_id: general.id }))).toMatchObject({
    error: 'team_tier_cannot_create_channel_canvases',
  });
  expect(await refusal(client.canvases.create({ title: 'x' }))).toMatchObject({ error: 'canvas_disabled_user_team' });
});
