/** What a postmortem can be written as, and how the name of such a file ends. */
export const extensions = { markdown: 'md', html: 'html', json: 'json' } as const;
export type Format = keyof typeof extensions;

// The keys of a constant object are its own.
export const formats = Object.keys(extensions) as readonly Format[];
