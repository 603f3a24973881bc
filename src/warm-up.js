// Run by `npm ci`, which also empties what was kept: whatever starts next finds all of it compiled, and needs no compiler.
// Where an older Node installs, or a module is broken, what is started says so.
if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import('./quick-start.js');
  await Promise.all([
    import('./run.ts'),
    import('./documents.ts'),
    import('./write-documents.ts'),
    import('./cli/run.ts'),
    import('./demo/demo.ts'),
  ]).catch(() => {});
}
