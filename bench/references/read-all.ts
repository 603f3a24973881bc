import Database from 'better-sqlite3';
import { readFloor } from './read-floor.ts';

// The read floor of a whole database, incident by incident, as a process.

const path = process.argv[2] ?? '';
const read = readFloor(path);
const incidents = new Database(path, { readonly: true }).prepare('SELECT id FROM incidents ORDER BY number').pluck();
let characters = 0;
for (const id of incidents.all()) characters += read(String(id));
console.log(characters);
