import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const { scripts, bin } = JSON.parse(readFileSync('package.json', 'utf8'));

// An older Node cannot read TypeScript, and says nothing that helps; and Node keeps nothing of what it read before the cache is on.
test.each([scripts.start, scripts.demo, scripts.debrief, bin.debrief])(
  '%s looks at the Node it is started on',
  (started) => {
    const file = /src\/\S+$/.exec(started)?.[0] ?? '';
    const text = readFileSync(file, 'utf8');
    expect(file).toMatch(/\.js$/);
    expect(text).not.toMatch(/^import\b/m);
    expect(text.indexOf('Debrief needs Node')).toBeLessThan(text.indexOf('quick-start.js'));
    expect(text.indexOf('quick-start.js')).toBeLessThan(text.indexOf('run.ts'));
  },
);
