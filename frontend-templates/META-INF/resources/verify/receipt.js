// Checks a receipt of the log in this browser: that a statement is in the log, by the key and witnesses that the reader
// holds. Nothing is sent; with an entry's number behind the # the two files are read from this site.

import { hex, sha256, utf8 } from './core.js';
import { checkReceipt, readEntry, readKey, readNote } from './log.js';
import { cosigned, readPolicy } from './policy.js';
import { Refused } from './proof-file.js';

const WRONG = {
  'receipt-of-another': 'The receipt is for another entry of the log.',
  'not-signed-by-log': 'The receipt is not signed by the log whose key you gave.',
  'log-signature': 'The signature of the log on the receipt is false.',
  'another-log': 'The receipt is of another log than the key names.',
  'not-in-log': 'This statement is not at that place in the log. The receipt belongs to other bytes: an entry is one line without a line feed at its end, and every byte counts.',
  'entry-signature': 'A signature under the statement is false.',
};

const $ = (id) => document.getElementById(id);

function line(state, word, words) {
  const item = document.createElement('li');
  const badge = document.createElement('span');
  badge.className = 'badge ' + state;
  badge.textContent = word;
  item.append(badge, ' ' + words);
  $('receipt-steps').append(item);
}

function verdict(kind, strong, words) {
  const title = document.createElement('strong');
  title.textContent = strong;
  const p = document.createElement('p');
  p.append(title, ' ' + words);
  $('receipt-verdict').className = 'banner ' + kind;
  $('receipt-verdict').dataset.outcome = kind;
  $('receipt-verdict').replaceChildren(p);
  $('receipt-result').hidden = false;
  $('receipt-verdict').focus();
}

class Fails extends Error {}

const TIME = (seconds) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

/** The log's own cosignature says when it signed. */
async function signedAt(note, key) {
  const typed = Uint8Array.of(4, ...key.raw);
  const id = hex(await sha256(utf8(key.name + '\n'), typed)).slice(0, 8);
  const policy = { witnesses: new Map([['log', { ...key, id }]]), groups: [], quorum: 'none' };
  const found = await cosigned(note, policy);
  if (found.false) throw new Fails('The log\'s own time on the receipt is false.');
  return found.cosigners.get('log');
}

const SAYS = {
  attribution: (b) => 'says of the address ' + b.get('subject') + ': ' + String(b.get('claim')).replaceAll('_', ' ')
    + (b.get('reason') ? ' (' + b.get('reason') + ')' : '') + ', by ' + b.get('entity') + ', on ' + b.get('issued_at'),
  liabilities: (b) => 'is the header of snapshot ' + b.get('snapshot') + ' of what customers are owed at ' + b.get('cut_off'),
  reserves: (b) => 'sets reserves against liabilities of ' + b.get('asset') + ' for snapshot ' + b.get('snapshot')
    + (b.get('ratio') ? '; ratio ' + b.get('ratio') : '; no ratio, since something is unknown'),
  incident: (b) => 'tells of an incident at ' + b.get('observed_at') + ': ' + b.get('description'),
  key: (b) => 'says that the ' + b.get('role') + ' key ' + b.get('public_key') + ' was ' + b.get('action'),
  quorum: (b) => 'says that ' + b.get('needed') + ' ' + b.get('role') + ' keys must sign',
  policy: (b) => 'binds the policy ' + b.get('name'),
  verifier: (b) => 'binds the program ' + b.get('name'),
};

function digests(value, found = new Map()) {
  if (value instanceof Map) {
    if (value.has('path') && value.has('sha256')) found.set(value.get('sha256'), value.get('path'));
    value.forEach((member) => digests(member, found));
  } else if (Array.isArray(value)) {
    value.forEach((item) => digests(item, found));
  }
  return found;
}

async function witnesses(note, text) {
  if (text.trim() === '') {
    line('inconclusive', 'not asked', 'You demanded no witnesses. The log may have shown you another history than it shows to others.');
    return;
  }
  const found = await cosigned(note, await readPolicy(text));
  if (found.false) throw new Fails('The cosignature of the witness ' + found.false + ' is false.');
  const names = [...found.cosigners].map(([name, time]) => name + ' at ' + TIME(time)).join(', ');
  if (!found.quorum) throw new Fails('Too few of the witnesses you demand have cosigned' + (names ? '; there is only ' + names : '') + '.');
  line('valid', 'holds', names ? 'Cosigned as your policy demands, by ' + names + '.' : 'Your policy demands no witness.');
}

async function statement(bytes) {
  const read = await readEntry(bytes);
  if (read.contradicted) throw new Fails(WRONG[read.contradicted]);
  line('valid', 'holds', 'Every signature under the statement holds; signed by ' + read.signers.join(' and ') + '.');
  const says = SAYS[read.type];
  line('valid', 'read', 'The statement ' + (says ? says(read.statement) : 'is of a type that this page does not know: ' + read.type) + '.');
  return read.statement;
}

async function download(file, body) {
  if (!file) return;
  const digest = hex(await sha256(new Uint8Array(await file.arrayBuffer())));
  const path = digests(body).get(digest);
  if (!path) throw new Fails('The statement does not name the file ' + file.name + ': its SHA-256 is ' + digest + '.');
  line('valid', 'holds', file.name + ' is, byte for byte, the file ' + path + ' that the statement names.');
}

async function check(receipt, entry, keyLine, policy, file) {
  const key = await readKey(keyLine);
  const index = Number(/^index ([0-9]{1,15})$/m.exec(receipt)?.[1]);
  const wrong = await checkReceipt({ index, receipt }, entry, key);
  if (wrong) throw new Fails(WRONG[wrong]);
  const note = readNote(receipt.slice(receipt.indexOf('\n\n') + 2));
  const size = note.text.split('\n')[1];
  const time = await signedAt(note, key);
  line('valid', 'holds', 'Entry ' + index + ' of the log ' + key.name + ', under a checkpoint of ' + size + ' entries'
    + (time ? ', signed at ' + TIME(time) : '') + '.');
  await witnesses(note, policy);
  await download(file, await statement(entry));
  verdict('ok', 'This statement is in the log.', 'Entry ' + index + ' of ' + key.name
    + '. Whoever signed it cannot take it back without leaving evidence. It is a statement, not a proof of what it says.');
}

const fromHere = async (path) => {
  const answer = await fetch(path, { credentials: 'omit', cache: 'no-store' });
  if (!answer.ok) throw new Fails('This site has no receipt for that entry' + (answer.status === 404 ? ' yet' : '') + '. Ask again in a minute.');
  return new Uint8Array(await answer.arrayBuffer());
};

async function files() {
  const chosen = ['receipt-file', 'entry-file'].map((id) => $(id).files[0]);
  if (chosen.every((file) => file)) {
    return Promise.all(chosen.map(async (file) => new Uint8Array(await file.arrayBuffer())));
  }
  const number = /^#(?:0|[1-9][0-9]{0,14})$/.exec(location.hash)?.[0].slice(1);
  if (!number) throw new Fails('Choose two files: the receipt, and the entry it is for.');
  return Promise.all([fromHere('/log/entries/' + number + '/receipt'), fromHere('/log/entries/' + number)]);
}

async function run() {
  $('receipt-steps').replaceChildren();
  try {
    const [receipt, entry] = await files();
    await check(new TextDecoder().decode(receipt), entry, $('log-key').value, $('witness-policy').value, $('named-file').files[0]);
  } catch (e) {
    const known = e instanceof Refused || e instanceof Fails || e instanceof TypeError || e.name === 'InvalidCharacterError';
    const why = e instanceof Fails ? e.message : 'A file, the key or the policy cannot be read: ' + e.message + '.';
    verdict('error', 'This does not hold.', why + ' If the files are as you got them, keep them: they are what you would show.');
    if (!known) throw e;
  }
}

$('receipt-form').addEventListener('submit', (event) => {
  event.preventDefault();
  run();
});

function fromAddress() {
  if (!/^#[0-9]+$/.test(location.hash)) return;
  $('from-here').hidden = false;
  $('from-here-number').textContent = location.hash.slice(1);
  run();
}

addEventListener('hashchange', fromAddress);
fromAddress();
