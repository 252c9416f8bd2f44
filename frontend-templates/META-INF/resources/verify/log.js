// What the public log says of a snapshot: its entry, the receipt of the entry, and the signed checkpoint.

import { base64, ed25519, hex, sha256 } from './core.js';
import { parseJson, unhex } from './proof-file.js';

const utf8 = (text) => new TextEncoder().encode(text);
const contradicted = (why) => ({ contradicted: why });

async function get(path) {
  const answer = await fetch(path, { credentials: 'omit', cache: 'no-store' });
  if (!answer.ok) throw new Error(path + ' answered ' + answer.status);
  return new Uint8Array(await answer.arrayBuffer());
}

// The root that an inclusion proof of RFC 6962 leads to; null where its length is wrong.
async function fold(index, size, leaf, path) {
  if (index >= size) return null;
  let node = leaf;
  let used = 0;
  const one = Uint8Array.of(1);
  for (let i = index, last = size - 1n; last > 0n; i >>= 1n, last >>= 1n) {
    if ((i & 1n) === 0n && i === last) continue;
    if (used === path.length) return null;
    const sibling = path[used++];
    node = (i & 1n) === 1n ? await sha256(one, sibling, node) : await sha256(one, node, sibling);
  }
  return used === path.length ? node : null;
}

// A signed note: the text, and for each signature line the key's name, its id and the signature.
export function readNote(note) {
  const split = note.lastIndexOf('\n\n');
  const lines = note.slice(split + 2).split('\n').filter((line) => line !== '');
  return { text: note.slice(0, split + 1), signatures: lines.map((line) => {
    const [, name, value] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = value ? base64(value) : new Uint8Array();
    return { name, id: hex(bytes.slice(0, 4)), signature: bytes.slice(4) };
  }) };
}

export async function readKey(line) {
  const [, name, id, value] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim()) ?? [];
  const typed = value ? base64(value) : new Uint8Array();
  if (typed.length !== 33 || typed[0] !== 1) throw new Error('the log shows no Ed25519 key');
  const digest = hex(await sha256(utf8(name + '\n'), typed)).slice(0, 8);
  if (digest !== id) throw new Error("the log's key has another id than it says");
  return { name, id, raw: typed.slice(1) };
}

export async function checkReceipt(receipt, index, entry, key) {
  const blank = receipt.indexOf('\n\n');
  const lines = receipt.slice(0, blank).split('\n');
  if (lines.shift() !== 'c2sp.org/tlog-proof@v1') return 'the receipt is of an unknown form';
  if (lines[0]?.startsWith('extra ')) lines.shift();
  if (lines.shift() !== 'index ' + index) return 'the receipt is for another entry of the log';
  const note = readNote(receipt.slice(blank + 2));
  const signed = note.signatures.find((s) => s.name === key.name && s.id === key.id);
  if (!signed) return "the checkpoint is not signed by the log's key";
  const holds = await ed25519(key.raw, utf8(note.text), signed.signature);
  if (holds === null) return null;
  if (!holds) return "the signature under the checkpoint does not hold";
  const [origin, size, root] = note.text.split('\n');
  if (origin !== key.name) return 'the checkpoint is of another log';
  const found = await fold(BigInt(index), BigInt(size), await sha256(Uint8Array.of(0), entry), lines.map(base64));
  return found && hex(found) === hex(base64(root)) ? '' : 'the entry is not in the signed tree';
}

async function readEntry(bytes) {
  const entry = parseJson(bytes);
  if (entry.get('type') !== 'liabilities') return contradicted('the log entry is not a liabilities statement');
  const source = new TextDecoder().decode(bytes);
  const from = source.indexOf('"sigs":[');
  const to = source.indexOf('],"type":"liabilities"', from);
  // canonical JSON sorts its members: body, sigs, type, v; what is signed is the same without sigs
  const signed = 'plainsight-statement-v1\n' + source.slice(0, from) + source.slice(to + 2);
  const signers = [];
  for (const s of entry.get('sigs')) {
    const holds = await ed25519(unhex(s.get('key')), utf8(signed), base64(s.get('sig')));
    if (holds === null) return { unreachable: 'this browser cannot check Ed25519 signatures' };
    if (!holds) return contradicted('the signature under the log entry does not hold');
    signers.push(s.get('key'));
  }
  if (signers.length === 0) return contradicted('the log entry is not signed');
  return { statement: entry.get('body'), signers };
}

/** Asks this portal's log for the entry that the proof points to; believes nothing of the file but the number. */
export async function fromLog(proof) {
  if (!proof.log) return { unreachable: 'the file carries no log receipt; download it again' };
  const index = proof.log.index;
  try {
    const [entry, receipt, vkey] = await Promise.all([
      get('/log/entries/' + index), get('/log/entries/' + index + '/receipt'), get('/log/verifier-key')]);
    const key = await readKey(new TextDecoder().decode(vkey));
    const wrong = await checkReceipt(new TextDecoder().decode(receipt), index, entry, key);
    if (wrong === null) return { unreachable: 'this browser cannot check Ed25519 signatures' };
    return wrong ? contradicted(wrong) : await readEntry(entry);
  } catch (e) {
    return { unreachable: e.message };
  }
}
