import { draftName } from './draft.ts';
import type { Surface } from './surfaces.ts';

/** Links at the head of the channel: the card, and the postmortem once there is one. */
export const bookmarks: Surface = async ({ client, calls, permalink }, incident, board) => {
  const channel = incident.channel?.id ?? '';
  const places = [
    { name: 'card', from: 'card', title: 'Status card', emoji: ':clipboard:' },
    { name: 'draft', from: draftName(incident), title: 'Postmortem', emoji: ':page_facing_up:' },
  ];
  for (const { name, from, title, emoji } of places) {
    const ts = board.get(from)?.ts;
    if (!ts) continue;
    const link = permalink({ channel, ts });
    await board.settle(`bookmark:${name}`, link, async () => {
      const { bookmarks: there = [] } = await calls('bookmarks.list', channel, () =>
        client.bookmarks.list({ channel_id: channel }),
      );
      const old = there.find((bookmark) => bookmark.title === title);
      await (old?.id
        ? calls('bookmarks.edit', channel, () =>
            client.bookmarks.edit({ channel_id: channel, bookmark_id: old.id ?? '', title, link }),
          )
        : calls('bookmarks.add', channel, () =>
            client.bookmarks.add({ channel_id: channel, title, type: 'link', link, emoji }),
          ));
    });
  }
};
