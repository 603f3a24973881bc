import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventsOf, office, refusal } from './office.ts';

let at: Awaited<ReturnType<typeof office>>;
beforeEach(async () => {
  at = await office();
});
afterEach(() => at.close());

test('a file goes up in three steps and appears in the channel', async () => {
  const { client, general, sandbox } = at;
  const content = '# What happened\n';
  const answer = await client.filesUploadV2({
    channel_id: general.id,
    filename: 'report.md',
    title: 'Report',
    initial_comment: 'Here it is',
    alt_text: 'the report',
    content,
  } as never);
  expect(answer.ok).toBe(true);
  const shared = general.messages.at(-1)!;
  expect(shared).toMatchObject({
    subtype: 'file_share',
    text: 'Here it is',
    files: [{ name: 'report.md', title: 'Report' }],
  });
  expect(eventsOf(sandbox, 'file_shared')).toMatchObject([{ channel_id: general.id }]);
  const [file] = sandbox.files;
  expect(new TextDecoder().decode(file!.bytes)).toBe(content);
  const info = await client.files.info({ file: file!.id });
  expect(info.file).toMatchObject({ shares: { public: { [general.id]: [{ ts: shared.ts }] } }, alt_txt: 'the report' });
});

test('a file’s bytes are for who has the token', async () => {
  const { ana, general, sandbox } = at;
  const said = await ana.posts('the graph', general, { files: [{ name: 'graph.txt', content: '12 23' }] });
  const url = String(said.files![0]!.url_private);
  const authorization = `Bearer ${sandbox.botToken}`;
  expect(await (await fetch(url, { headers: { authorization } })).text()).toBe('12 23');
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(302);
});

test('an upload is completed once, and only after the bytes came', async () => {
  const { client, general } = at;
  const { file_id, upload_url } = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
  const complete = () =>
    client.files.completeUploadExternal({ files: [{ id: file_id!, title: 'A' }], channel_id: general.id });
  expect(await refusal(complete())).toMatchObject({ error: 'file_not_found' });
  expect((await fetch(upload_url!, { method: 'POST', body: 'abcd' })).status).toBe(500);
  expect(await (await fetch(upload_url!, { method: 'POST', body: 'abc' })).text()).toBe('OK - 3');
  expect(await complete()).toMatchObject({ files: [{ id: file_id, title: 'A' }] });
  expect(await refusal(complete())).toMatchObject({ error: 'file_not_found' });
});
