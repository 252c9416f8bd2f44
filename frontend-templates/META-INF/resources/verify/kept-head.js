// Keeps the log's checkpoint in this browser, and checks on the next visit that the log grew from it. Nothing is sent but
// two sizes, which every reader of the log asks for.

import { base64, hex, sha256 } from './core.js';
import { ed25519 } from './ed25519.js';
import { readKey, readNote } from './log.js';

const PLACE = 'plainsight-kept-head';
const box = document.getElementById('kept-head');
const utf8 = (text) => new TextEncoder().encode(text);

async function text(path) {
  const answer = await fetch(path, { credentials: 'omit', cache: 'no-store' });
  if (!answer.ok) throw new Error(path + ' answered ' + answer.status);
  return answer.text();
}

/** Size and root of a note that the key signed; null where this browser cannot check Ed25519. */
export async function openHead(note, keyLine) {
  const key = await readKey(keyLine);
  const { text: signed, signatures } = readNote(note);
  const line = signatures.find((s) => s.name === key.name && s.id === key.id);
  const holds = line ? await ed25519(key.raw, utf8(signed), line.signature) : false;
  if (holds === null) return null;
  const [origin, size, root] = signed.split('\n');
  if (!holds || origin !== key.name || !/^(0|[1-9][0-9]{0,18})$/.test(size)) throw new Error('the checkpoint is not signed by the log');
  return { size: BigInt(size), root: hex(base64(root)) };
}

/** RFC 9162 section 2.1.4.2: whether the tree of the first size begins the tree of the second. */
export async function isConsistent(size1, size2, proof, root1, root2) {
  if (size1 === size2) return proof.length === 0 && root1 === root2;
  if (size1 === 0n) return true;
  if (size1 > size2 || proof.length === 0) return false;
  const path = [...proof];
  const one = Uint8Array.of(1);
  let fn = size1 - 1n;
  let sn = size2 - 1n;
  while (fn & 1n) { fn >>= 1n; sn >>= 1n; }
  const first = (size1 & (size1 - 1n)) === 0n ? Uint8Array.from(root1.match(/../g), (b) => parseInt(b, 16)) : path.shift();
  let fr = first;
  let sr = first;
  for (const sibling of path) {
    if (sn === 0n) return false;
    if ((fn & 1n) || fn === sn) {
      fr = await sha256(one, sibling, fr);
      sr = await sha256(one, sibling, sr);
      while (!(fn & 1n) && fn !== 0n) { fn >>= 1n; sn >>= 1n; }
    } else {
      sr = await sha256(one, sr, sibling);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && hex(fr) === root1 && hex(sr) === root2;
}

function say(kind, strong, words) {
  const title = document.createElement('strong');
  title.textContent = strong;
  const line = document.createElement('p');
  line.append(title, ' ' + words);
  box.className = 'banner ' + kind;
  box.dataset.outcome = kind;
  box.replaceChildren(line);
  box.hidden = false;
}

function showFork(kept, now, why) {
  say('error', 'This log contradicts what it showed you before.', why
    + ' Both signed heads are below. Together they are evidence that anybody can check: save the file and show it to others.');
  const evidence = kept.note + '\n' + now;
  for (const [label, note] of [['Shown to you on ' + kept.seen, kept.note], ['Shown now', now]]) {
    const title = document.createElement('p');
    title.textContent = label;
    const lines = document.createElement('pre');
    lines.className = 'lines';
    lines.tabIndex = 0;
    lines.textContent = note;
    box.append(title, lines);
  }
  const link = document.createElement('a');
  link.className = 'button';
  link.href = URL.createObjectURL(new Blob([evidence], { type: 'text/plain' }));
  link.download = 'two-heads-of-one-log.txt';
  link.textContent = 'Save both heads as a file';
  box.append(link);
}

async function compare() {
  const shown = document.getElementById('checkpoint');
  const note = shown.textContent;
  const keyLine = shown.dataset.key;
  const kept = JSON.parse(localStorage.getItem(PLACE) ?? 'null');
  if (kept && kept.key !== keyLine.trim()) {
    showFork(kept, note, 'It is signed by another key now: ' + keyLine.trim() + '; before, it was ' + kept.key + '.');
    return;
  }
  const now = await openHead(note, keyLine);
  if (now === null) {
    say('note', 'Not compared.', 'This browser cannot check Ed25519 signatures, so it keeps no checkpoint.');
    return;
  }
  const keep = () => localStorage.setItem(PLACE, JSON.stringify({ note, key: keyLine.trim(), seen: new Date().toISOString() }));
  if (!kept) {
    keep();
    say('note', 'This browser keeps this checkpoint from now on.', 'On your next visit it checks that the log only grew. It is kept on your device and sent to nobody.');
    return;
  }
  const before = await openHead(kept.note, kept.key);
  if (now.size < before.size) {
    showFork(kept, note, 'It had ' + before.size + ' entries and has ' + now.size + ' now.');
    return;
  }
  const proof = now.size === before.size || before.size === 0n ? ''
    : await text('/log/consistency/' + before.size + '/' + now.size);
  const hashes = proof.split('\n').filter((line) => line !== '').map(base64);
  if (await isConsistent(before.size, now.size, hashes, before.root, now.root)) {
    keep();
    say('ok', 'The log grew from what you saw before.', 'This browser kept the checkpoint of ' + before.size
      + ' entries of ' + kept.seen + '; none of those changed.');
  } else {
    showFork(kept, note, 'Its first ' + before.size + ' entries are not those you were shown, or it cannot show that they are.');
  }
}

if (box) {
  compare().catch((e) => say('note', 'Not compared with your last visit.', String(e.message)));
}
