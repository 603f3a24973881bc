import { openSqlite } from '../../src/store/sqlite.ts';
import { storeContract } from './contract.ts';
import { temporaryFiles } from './folder.ts';

const newFile = temporaryFiles();

storeContract('SQLite in memory', async () => openSqlite(':memory:'));
storeContract('SQLite in a file', async () => openSqlite(`file:${newFile()}`));
