#!/usr/bin/env node
// Older versions crash on what is imported, without a word about why: so this is looked at before anything is imported.
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(`Debrief needs Node 24 or newer, and this is ${process.version}: use \`npm run debrief -- …\`.`);
  process.exitCode = 1;
} else {
  await import('../quick-start.ts');
  const { run } = await import('./run.ts');
  await run(process.argv.slice(2));
}

export {};
