// Runs the verifier of the browser over vectors, one JSON object a line: {name, file, uid, email, phrase, key, steps}.
// usage: node vectors.mjs FOLDER-OF-CORE.JS VECTORS
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

const folder = pathToFileURL(resolve(process.argv[2]) + '/');
const { verify, base64, utf8, hex } = await import(new URL('core.js', folder));
const { fromReceipt } = await import(new URL('log.js', folder));
const { byArithmetic, ed25519 } = await import(new URL('ed25519.js', folder));
const { WORDS } = await import(new URL('words.js', folder));

let checked = 0;
let differ = 0;
let millis = 0;
for await (const line of createInterface({ input: createReadStream(process.argv[3]) })) {
  const v = JSON.parse(line);
  const began = performance.now();
  const report = await verify(base64(v.file), v, (proof) => fromReceipt(proof.log, v.key));
  millis += performance.now() - began;
  checked++;
  const steps = report.steps.map((s) => s.name + ' ' + s.outcome).join(', ');
  const silent = report.steps.find((s) => s.name !== 'file' && !WORDS[s.why]);
  if (steps !== v.steps || silent) {
    differ++;
    console.log(`${v.name}: ${steps}; expected ${v.steps}${silent ? '; no words for ' + silent.why : ''}`);
  }
  if (checked <= 40 && report.proof) {
    const s = report.proof.statement;
    const [key, message, signature] = [base64(btoa(String.fromCharCode(...s.key.match(/../g).map((p) => parseInt(p, 16))))),
      utf8(v.name), base64(s.sig)];
    if (await byArithmetic(key, message, signature) !== await ed25519(key, message, signature)) console.log('arithmetic differs');
  }
}
// RFC 8032, test 2: the arithmetic for old browsers accepts what is right and refuses every flipped bit of it
const key = Uint8Array.from(Buffer.from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'hex'));
const good = Uint8Array.from(Buffer.from('92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da'
  + '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00', 'hex'));
if (!await byArithmetic(key, Uint8Array.of(0x72), good)) { differ++; console.log('arithmetic refuses a good signature'); }
for (let bit = 0; bit < 512; bit += 37) {
  const bad = good.slice();
  bad[bit >> 3] ^= 1 << (bit & 7);
  if (await byArithmetic(key, Uint8Array.of(0x72), bad)) { differ++; console.log('arithmetic takes a bad signature, bit ' + bit); }
}
console.log(JSON.stringify({ checked, differ, micros: Math.round(1000 * millis / checked) }));
process.exitCode = differ ? 1 : 0;
