// Opens one proof of a tile as the page does. usage: node tile.mjs FOLDER-OF-PORTAL.JS TILE SNAPSHOT CAPABILITY
import { readFileSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , folder, tile, snapshot, capability] = process.argv;
const { openTile } = await import(new URL('portal.js', pathToFileURL(resolve(folder) + '/')));
const nobody = await openTile(new Uint8Array(readFileSync(tile)), snapshot, '00'.repeat(32));
if (nobody !== null) process.exit(1);
writeSync(1, await openTile(new Uint8Array(readFileSync(tile)), snapshot, capability));
