const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(`Debrief needs Node 24 or newer, and this is ${process.version}: run it with \`npm run demo\`.`);
  process.exit(1);
}
await import('../quick-start.js');
await import('./run.ts');
