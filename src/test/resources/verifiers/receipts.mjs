// The browser's own modules over the vectors of the log: does every receipt hold that should, and no other?
import { readFileSync } from 'node:fs';

const [modules, vectors] = process.argv.slice(2);
const { checkReceipt, readKey, readNote } = await import(modules + '/log.js');
const { cosigned, readPolicy } = await import(modules + '/policy.js');
const { policy: text, keys, receipts } = JSON.parse(readFileSync(vectors, 'utf8'));
const policy = await readPolicy(text);
const key = await readKey(Object.values(keys)[0]);

async function holds({ entry, receipt, name }) {
  const index = Number(/^index (\d+)$/m.exec(receipt)[1]);
  if (await checkReceipt({ index, receipt }, new TextEncoder().encode(entry), key)) return false;
  const found = await cosigned(readNote(receipt.slice(receipt.indexOf('\n\n') + 2)), policy);
  return found.quorum === true;
}

let differ = 0;
for (const vector of receipts) {
  const verdict = await holds(vector);
  if (verdict !== vector.valid) {
    differ++;
    console.error(vector.name + ': ' + verdict);
  }
}
console.log(JSON.stringify({ checked: receipts.length, differ }));
