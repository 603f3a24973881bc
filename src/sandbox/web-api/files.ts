import { appMessage } from '../app-message.ts';
import { emit } from '../events.ts';
import { bury, fileShape, mark } from '../files.ts';
import { asList, asText } from '../json.ts';
import { post } from '../messages.ts';
import { fail } from '../slack-error.ts';
import type { Conversation, StoredFile } from '../workspace.ts';
import { seconds } from '../world.ts';
import { type Call, conversation, type Methods, tier } from './method.ts';

/** Ask for an address, send the bytes there, complete: without the last step the file is never seen. */
export const files: Methods = {
  'files.getUploadURLExternal': {
    scopes: ['files:write'],
    required: ['filename', 'length'],
    perMinute: tier.four,
    run: ({ world, args, caller }) => {
      const size = Number(args.length);
      if (!Number.isInteger(size) || size < 1) fail('invalid_arguments');
      const id = world.ids.next('F');
      const name = asText(args.filename);
      const altText = asText(args.alt_txt ?? args.alt_text);
      const file = { id, name, title: name, altText, size, user: caller.id, created: seconds(world) };
      world.files.set(id, { ...file, complete: false, deleted: false, shares: [] });
      return { upload_url: `${world.origin()}/upload/v1/${id}`, file_id: id };
    },
  },
  'files.completeUploadExternal': {
    scopes: ['files:write'],
    required: ['files'],
    perMinute: tier.four,
    run: (call) => {
      const { world, args } = call;
      const done = asList(args.files).map(({ id, title }) => {
        const file = world.files.get(asText(id));
        if (!file?.bytes || file.complete) return fail('file_not_found');
        file.title = asText(title) || file.name;
        return file;
      });
      const ids = [asText(args.channel_id), ...asText(args.channels).split(',')].filter(Boolean);
      if (ids.length > 100) fail('channels_limit_exceeded');
      const places = ids.map((id) => place(call, id));
      for (const file of done) file.complete = true;
      for (const where of places) share(call, where, done);
      return { files: done.map(({ id, title }) => ({ id, title })) };
    },
  },
  'files.info': {
    scopes: ['files:read'],
    required: ['file'],
    perMinute: tier.four,
    run: ({ world, args }) => {
      const file = world.files.get(asText(args.file));
      if (!file?.complete) return fail('file_not_found');
      return file.deleted ? fail('file_deleted') : { file: fileShape(world, file), comments: [] };
    },
  },
  'files.delete': {
    scopes: ['files:write'],
    required: ['file'],
    perMinute: tier.three,
    run: ({ world, args, caller }) => {
      const file = world.files.get(asText(args.file)) ?? fail('file_not_found');
      if (file.deleted) fail('file_deleted');
      if (file.user !== caller.id) fail('cant_delete_file');
      if (!file.complete) fail('file_not_found');
      bury(world, file);
      return {};
    },
  },
};

const place = (call: Call, id: string): Conversation => {
  const where = conversation({ ...call, args: { channel: id } });
  if (!where.members.has(call.caller.id)) fail('not_in_channel');
  return where;
};

const share = (call: Call, where: Conversation, shared: readonly StoredFile[]): void => {
  const { world, args, caller } = call;
  const thread = asText(args.thread_ts) && { thread_ts: asText(args.thread_ts) };
  const { user: _, ...app } = appMessage(world);
  const draft = {
    ...app,
    text: asText(args.initial_comment),
    subtype: 'file_share',
    upload: true,
    display_as_bot: false,
  };
  const shapes = shared.map((file) => fileShape(world, file));
  const message = post(world, where, caller, { ...draft, files: shapes, ...thread });
  for (const file of shared) {
    mark(file, where, message);
    const about = { file_id: file.id, user_id: caller.id, file: { id: file.id }, channel_id: where.id };
    emit(world, { type: 'file_shared', ...about }, where);
  }
};
