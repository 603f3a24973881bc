import { asText, type Json } from '../json.ts';
import { fail } from '../slack-error.ts';
import type { Conversation } from '../workspace.ts';
import { seconds } from '../world.ts';
import { type Call, fromInside, type Methods, tier } from './method.ts';

export const bookmarks: Methods = {
  'bookmarks.add': {
    scopes: ['bookmarks:write'],
    required: ['channel_id', 'title', 'type'],
    perMinute: tier.two,
    run: (call) => {
      const { world, args } = call;
      const channel = fromInside(call, 'channel_id');
      if (args.type !== 'link') fail('invalid_bookmark_type');
      if (channel.bookmarks.length >= 100) fail('too_many_bookmarks');
      const bookmark = {
        id: world.ids.next('Bk'),
        channel_id: channel.id,
        title: asText(args.title),
        link: link(args.link),
        emoji: asText(args.emoji),
        icon_url: '',
        type: 'link',
        entity_id: null,
        date_created: seconds(world),
        date_updated: 0,
        rank: String.fromCharCode(97 + channel.bookmarks.length),
        last_updated_by_user_id: call.caller.id,
        last_updated_by_team_id: world.team.id,
        shortcut_id: null,
        app_id: world.app.appId,
        app_action_id: null,
      };
      channel.bookmarks.push(bookmark);
      return { bookmark };
    },
  },
  'bookmarks.edit': {
    scopes: ['bookmarks:write'],
    required: ['channel_id', 'bookmark_id'],
    perMinute: tier.two,
    run: (call) => {
      const { world, args } = call;
      const bookmark = known(call, fromInside(call, 'channel_id'));
      if (args.title !== undefined) bookmark.title = asText(args.title);
      if (args.link !== undefined) bookmark.link = link(args.link);
      if (args.emoji !== undefined) bookmark.emoji = asText(args.emoji);
      bookmark.date_updated = seconds(world);
      return { bookmark };
    },
  },
  'bookmarks.remove': {
    scopes: ['bookmarks:write'],
    required: ['channel_id', 'bookmark_id'],
    perMinute: tier.two,
    run: (call) => {
      const channel = fromInside(call, 'channel_id');
      channel.bookmarks.splice(channel.bookmarks.indexOf(known(call, channel)), 1);
      return {};
    },
  },
  'bookmarks.list': {
    scopes: ['bookmarks:read'],
    required: ['channel_id'],
    perMinute: tier.three,
    run: (call) => ({ bookmarks: [...fromInside(call, 'channel_id').bookmarks] }),
  },
};

const known = ({ args }: Call, channel: Conversation): Json =>
  channel.bookmarks.find(({ id }) => id === args.bookmark_id) ?? fail('not_found');

const link = (value: unknown): string =>
  URL.canParse(asText(value)) && /^https?:/.test(asText(value)) ? asText(value) : fail('invalid_link');
