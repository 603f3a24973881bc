// Older versions know no TypeScript, and do not say what they lack: so this is JavaScript, and looks before it imports.
if (Number(process.version.slice(1).split('.')[0]) < 24) {
  console.error(`Debrief needs Node 24 or newer, and this is ${process.version}: start it with \`npm start\`.`);
  process.exit(1);
}

await import('./quick-start.js');
const { run } = await import('./run.ts');
await run(process.env);
