import { applyChange, sectionsOf } from '../canvas-text.ts';
import { asJson, asText, type Json } from '../json.ts';
import { fail } from '../slack-error.ts';
import type { Canvas } from '../workspace.ts';
import type { World } from '../world.ts';
import { type Call, fromInside, type Methods, tier } from './method.ts';

export const canvases: Methods = {
  'conversations.canvases.create': {
    scopes: ['canvases:write'],
    required: ['channel_id'],
    perMinute: tier.two,
    run: (call) => {
      enabled(call.world, 'team_tier_cannot_create_channel_canvases');
      const channel = fromInside(call, 'channel_id');
      if (channel.canvasId) fail('channel_canvas_already_exists');
      const canvas = make(call, channel.id);
      channel.canvasId = canvas.id;
      return { canvas_id: canvas.id };
    },
  },
  'canvases.create': {
    scopes: ['canvases:write'],
    perMinute: tier.two,
    run: (call) => {
      enabled(call.world);
      return { canvas_id: make(call).id };
    },
  },
  'canvases.edit': {
    scopes: ['canvases:write'],
    required: ['canvas_id', 'changes'],
    perMinute: tier.three,
    run: (call) => {
      const canvas = known(call);
      const changes = Array.isArray(call.args.changes) ? call.args.changes : [];
      if (changes.length !== 1) fail('invalid_arguments', { response_metadata: { messages: oneChange } });
      applyChange(canvas, asJson(changes[0]), contentOf);
      return {};
    },
  },
  'canvases.delete': {
    scopes: ['canvases:write'],
    required: ['canvas_id'],
    perMinute: tier.three,
    run: (call) => {
      const canvas = known(call);
      call.world.canvases.delete(canvas.id);
      const channel = call.world.conversations.get(canvas.channel ?? '');
      if (channel) channel.canvasId = undefined;
      return {};
    },
  },
  'canvases.sections.lookup': {
    scopes: ['canvases:read'],
    required: ['canvas_id', 'criteria'],
    perMinute: tier.three,
    run: (call) => ({ sections: sectionsOf(known(call), asJson(call.args.criteria)) }),
  },
  'canvases.access.set': {
    scopes: ['canvases:write'],
    required: ['canvas_id', 'access_level'],
    perMinute: tier.three,
    run: (call) => {
      const canvas = known(call);
      const whom = [call.args.user_ids, call.args.channel_ids].flatMap((ids) => (Array.isArray(ids) ? ids : []));
      for (const id of whom) canvas.access.set(asText(id), asText(call.args.access_level));
      return {};
    },
  },
};

const oneChange = ['[ERROR] no more than 1 items allowed [json-pointer:/changes]'];

const enabled = (world: World, otherwise = 'canvas_disabled_user_team'): void => {
  if (!world.features.canvases) fail(otherwise);
};

const make = ({ world, args }: Call, channel?: string): Canvas => {
  const markdown = args.document_content === undefined ? '' : contentOf(args.document_content);
  const canvas = {
    id: world.ids.next('F'),
    title: asText(args.title),
    markdown,
    access: new Map(),
    ...(channel && { channel }),
  };
  world.canvases.set(canvas.id, canvas);
  return canvas;
};

const known = ({ world, args }: Call): Canvas => {
  enabled(world);
  return world.canvases.get(asText(args.canvas_id)) ?? fail('canvas_not_found');
};

const contentOf = (value: unknown): string => {
  const content: Json = asJson(value);
  if (content.type !== 'markdown' || typeof content.markdown !== 'string') return fail('invalid_arguments');
  if (content.markdown.length > 100_000) return fail('canvas_editing_failed', { detail: 'Content is too large' });
  const cells = content.markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .join('')
    .split('|').length;
  if (cells > 2 * 300) return fail('canvas_editing_failed', { detail: 'Table has too many cells' });
  if (/^>\s*([-*]|\d+\.) /m.test(content.markdown))
    return fail('canvas_editing_failed', { detail: 'Unsupported block type within blockquote' });
  return content.markdown;
};
