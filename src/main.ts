// The same start, for whoever types `node src/main.ts`: main.js is what an older Node can read, too.
import './main.js';
