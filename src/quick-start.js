import { enableCompileCache, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

// Imported before anything else by whatever is started as a process: half the time and half the memory of a start. It and
// its importers are JavaScript: types are stripped of what comes before the cache is on, at every start, by a compiler of 18 MB.

// What was compiled at an earlier start is compiled no more. Where nothing can be written, nothing is kept.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/debrief', import.meta.url)));

/** Node parses a package's description anew for each import from it, and in these packages it has 180 KB. */
const ofLongDescription = /\/node_modules\/(drizzle-orm|date-fns)\/.*\.js$/;
const longDescribed = /^(drizzle-orm|date-fns)(\/|$)/;
/** @type {Map<string, import('node:module').ResolveFnOutput>} */
const resolved = new Map();

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('.'))
      return ofLongDescription.test(context.parentURL ?? '')
        ? { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true }
        : next(specifier, context);
    if (!longDescribed.test(specifier)) return next(specifier, context);
    const key = [specifier, ...context.conditions].join(' ');
    const known = resolved.get(key) ?? next(specifier, context);
    resolved.set(key, known);
    return { ...known, shortCircuit: true };
  },
});
