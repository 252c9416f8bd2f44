// What the public log says of a snapshot: its entry, the receipt of the entry, and the checkpoint that the log signed.
// Reads as strictly as org.plainsight.note does; believes nothing but the log's key.

import { base64, fold, hex, sha256, utf8 } from './core.js';
import { ed25519 } from './ed25519.js';
import { Refused, canonical, need, parseJson, unhex } from './proof-file.js';

const contradicted = (why) => ({ contradicted: why });

function bytesOf(text) {
  need(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)
    && btoa(String.fromCharCode(...base64(text))) === text, 'not base64');
  return base64(text);
}

function decimal(text) {
  need(/^(?:0|[1-9][0-9]{0,18})$/.test(text) && BigInt(text) < 1n << 63n, 'not a number');
  return BigInt(text);
}

/** A key, name+id+base64: type 1 signs notes, type 4 cosigns with the time. Another id than the key's own is refused. */
export async function readKey(line, type = 1) {
  const [, name, id, value] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim()) ?? [];
  need(value, 'a key is written name+id+base64');
  const typed = bytesOf(value);
  need(typed.length === 33 && typed[0] === type, 'not an Ed25519 key of type ' + type);
  need(hex(await sha256(utf8(name + '\n'), typed)).slice(0, 8) === id, 'the key has another id than it says');
  return { name, id, raw: typed.slice(1) };
}

export function readNote(note) {
  const blank = note.lastIndexOf('\n\n');
  need(blank >= 0 && note.endsWith('\n') && blank + 2 < note.length, 'not a signed note');
  const lines = note.slice(blank + 2, -1).split('\n');
  need(lines.length <= 64, 'more than 64 signatures');
  const text = note.slice(0, blank + 1);
  need(!/[\u0000-\u0009\u000b-\u001f]/.test(text), 'a control character');
  return { text, signatures: lines.map((line) => {
    const [, name, value] = /^\u2014 ([^\s+]+) (\S+)$/.exec(line) ?? [];
    need(value, 'not a signature line');
    const bytes = bytesOf(value);
    need(bytes.length > 4, 'not a signature line');
    return { name, id: hex(bytes.slice(0, 4)), signature: bytes.slice(4) };
  }) };
}

/** '' where the entry stands at its place in the tree that the log signed; else what is wrong. */
export async function checkReceipt({ index, receipt }, entry, key) {
  const blank = receipt.indexOf('\n\n');
  need(blank >= 0 && receipt.length <= 2_000_000, 'not a receipt');
  const lines = receipt.slice(0, blank).split('\n');
  need(lines.shift() === 'c2sp.org/tlog-proof@v1', 'not a receipt');
  if (lines[0]?.startsWith('extra ')) bytesOf(lines.shift().slice(6));
  const [, place] = /^index (.+)$/.exec(lines.shift() ?? '') ?? [];
  const path = lines.map(bytesOf);
  need(path.length <= 63 && path.every((h) => h.length === 32), 'not a receipt');
  const note = readNote(receipt.slice(blank + 2));
  const [origin, size, root, ...more] = note.text.slice(0, -1).split('\n');
  need(origin && root && bytesOf(root).length === 32 && !more.includes(''), 'not a checkpoint');
  const [at, count] = [decimal(place ?? ''), decimal(size)];
  if (at !== BigInt(index)) return 'receipt-of-another';
  const signed = note.signatures.filter((s) => s.name === key.name && s.id === key.id);
  if (signed.length === 0) return 'not-signed-by-log';
  for (const s of signed) if (!await ed25519(key.raw, utf8(note.text), s.signature)) return 'log-signature';
  if (origin !== key.name) return 'another-log';
  const found = await fold(Uint8Array.of(1), at, count, await sha256(Uint8Array.of(0), entry), path);
  return found && hex(found) === hex(bytesOf(root)) ? '' : 'not-in-log';
}

/** The statement of an entry and who signed it; every signature must hold. */
export async function readEntry(bytes, only) {
  const entry = parseJson(bytes);
  need(entry instanceof Map && canonical(entry) === new TextDecoder().decode(bytes), 'not canonical');
  if (only && entry.get('type') !== only) return contradicted('not-' + only);
  need([...entry.keys()].join() === 'body,sigs,type,v' && entry.get('v') === 1 && entry.get('body') instanceof Map
    && Array.isArray(entry.get('sigs')), 'not a statement');
  const signed = new Map(entry);
  signed.delete('sigs');
  const message = utf8('plainsight-statement-v1\n' + canonical(signed));
  const signers = [];
  for (const s of entry.get('sigs')) {
    if (!await ed25519(unhex(s.get('key')), message, base64(s.get('sig')))) return contradicted('entry-signature');
    signers.push(s.get('key'));
  }
  return signers.length === 0 ? contradicted('entry-signature') : { type: entry.get('type'), statement: entry.get('body'), signers };
}

/** The header that a receipt proves to be in the log whose key this is. */
export async function fromReceipt(log, keyLine) {
  if (!log) return { unreachable: 'no-receipt' };
  if (!keyLine) return { unreachable: 'no-key' };
  try {
    const key = await readKey(keyLine);
    const entry = utf8(log.entry);
    const wrong = await checkReceipt(log, entry, key);
    const found = wrong ? contradicted(wrong) : await readEntry(entry, 'liabilities');
    return { ...found, log, details: [['log', key.name], ['log entry ' + log.index, hex(await sha256(Uint8Array.of(0), entry))]] };
  } catch (e) {
    if (!(e instanceof Refused || e instanceof TypeError || e.name === 'InvalidCharacterError')) throw e;
    return contradicted('unreadable');
  }
}

async function get(path) {
  const answer = await fetch(path, { credentials: 'omit', cache: 'no-store' });
  if (!answer.ok) throw new Error(path + ' answered ' + answer.status);
  return answer.text();
}

/** Asks this portal's log for entry, receipt and key; takes nothing of the file but the entry's number. */
export async function fromPortal({ log }) {
  if (!log) return { unreachable: 'no-receipt' };
  try {
    const at = '/log/entries/' + log.index;
    const [entry, receipt, key] = await Promise.all([at, at + '/receipt', '/log/verifier-key'].map(get));
    return await fromReceipt({ index: log.index, entry, receipt }, key);
  } catch {
    return { unreachable: 'no-network' };
  }
}
