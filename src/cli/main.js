#!/usr/bin/env node
// Older versions know no TypeScript, and do not say what they lack: so this is JavaScript, and looks before it imports.
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(`Debrief needs Node 24 or newer, and this is ${process.version}: use \`npm run debrief -- …\`.`);
  process.exitCode = 1;
} else {
  await import('../quick-start.js');
  const { run } = await import('./run.ts');
  await run(process.argv.slice(2));
}
