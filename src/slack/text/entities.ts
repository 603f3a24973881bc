const characters: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Slack escapes three characters, once; everything else stands for itself: `&amp;lt;` is somebody's `&lt;`. */
export const unescapeEntities = (text: string): string =>
  text.replace(/&(?:amp|lt|gt);/g, (entity) => characters[entity] ?? entity);
