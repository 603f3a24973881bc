const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The first sentence of a text, on one line. */
export const firstSentence = (text: string): string => {
  const line = text.trim().split('\n')[0] ?? '';
  return [...sentences.segment(line)][0]?.segment.trim() ?? '';
};

/** The text with a full stop, unless it ends in a mark of its own. */
export const closed = (text: string): string => (/[.!?…:]["”')\]]?$/u.test(text) ? text : `${text}.`);
