import type { Json } from './json.ts';
import { type SeenMessage, seen } from './people/place.ts';
import type { Canvas, Conversation } from './workspace.ts';
import type { World } from './world.ts';

/** A channel as a test reads it: always as it is now. */
export type Channel = {
  readonly id: string;
  readonly name: string;
  readonly topic: string;
  readonly purpose: string;
  readonly isPrivate: boolean;
  readonly isArchived: boolean;
  /** Ids of those in it. */
  readonly members: readonly string[];
  readonly messages: readonly SeenMessage[];
  readonly pinned: readonly SeenMessage[];
  readonly bookmarks: readonly Json[];
  readonly canvas: Canvas | undefined;
};

export const createChannelHandle = (world: World, { id }: Conversation): Channel => {
  const now = () => {
    const found = world.conversations.get(id);
    if (!found) throw new Error(`channel ${id} is gone`);
    return found;
  };
  const messages = () => now().messages.map((message) => seen(now(), message));
  return {
    id,
    get name() {
      return now().name;
    },
    get topic() {
      return now().topic.value;
    },
    get purpose() {
      return now().purpose.value;
    },
    get isPrivate() {
      return now().kind === 'group';
    },
    get isArchived() {
      return now().archived;
    },
    get members() {
      return [...now().members];
    },
    get messages() {
      return messages();
    },
    get pinned() {
      return messages().filter(({ pinned_to }) => pinned_to !== undefined);
    },
    get bookmarks() {
      return now().bookmarks;
    },
    get canvas() {
      return world.canvases.get(now().canvasId ?? '');
    },
  };
};
