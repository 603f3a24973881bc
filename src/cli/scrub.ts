const PATIENCE = 3_000;
const PAUSE = 100;

/** Tries for a moment to take destroyed words out of the database's files; a bot that runs, or the next start, goes on. */
export const cleanUp = async (scrub: () => boolean): Promise<void> => {
  for (let waited = 0; waited < PATIENCE; waited += PAUSE) {
    if (scrub()) return console.error('No file of the database holds them any more.');
    await new Promise((again) => setTimeout(again, PAUSE));
  }
  console.error(
    'A file of the database (its write-ahead file) still holds them, because something is reading it now: the bot tries again until they are gone.',
  );
};
