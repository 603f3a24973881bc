import type { Section } from './entry.ts';

/** What a written section is called, in forms and answers. */
export const sectionLabel: Readonly<Record<Section, string>> = {
  summary: 'Summary',
  cause: 'Root cause',
  factor: 'Contributing factor',
  fix: 'Resolution',
  improve: 'Improvement',
  'went-well': 'What went well',
  'went-wrong': 'What went wrong',
  lucky: 'Where we were lucky',
  hard: 'What made it hard',
  surprised: 'What surprised us',
  conclusion: 'Conclusion',
  question: 'Open question',
};
