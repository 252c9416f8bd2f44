// The browser's Ed25519 over the published special cases, by the runtime's own code and by plain arithmetic.
// usage: node ed25519.mjs FOLDER-OF-MODULES VECTORS
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

const folder = pathToFileURL(resolve(process.argv[2]) + '/');
const { byArithmetic, ed25519 } = await import(new URL('ed25519.js', folder));
const vectors = JSON.parse(await readFile(process.argv[3], 'utf8'));
const hex = (text) => Uint8Array.from(Buffer.from(text, 'hex'));
const wrong = [];
for (const v of vectors.signatures) {
  const [key, message, signature] = [hex(v.key), hex(vectors.message), hex(v.signature)];
  const found = [await ed25519(key, message, signature), await byArithmetic(key, message, signature)];
  if (found.some((valid) => valid !== v.valid)) wrong.push(`${v.name}: ${found}`);
}
console.log(JSON.stringify({ checked: vectors.signatures.length, differ: wrong.length }), wrong.join('; '));
process.exitCode = wrong.length ? 1 : 0;
