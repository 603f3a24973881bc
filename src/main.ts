// Older versions crash on what is imported, without a word about why: so this is looked at before anything is imported.
if (Number(process.version.slice(1).split('.')[0]) < 24) {
  console.error(`Debrief needs Node 24 or newer, and this is ${process.version}: start it with \`npm start\`.`);
  process.exit(1);
}

await import('./quick-start.ts');
const { run } = await import('./run.ts');
await run(process.env);

export {};
