// The page "check my balance", on the portal and in the offline file: reads what was typed and dropped, and shows what
// came out. Nothing that was typed leaves the browser, and nothing is stored.

import { complaintFile } from './complaint.js';
import { hex, verdict, verify } from './core.js';
import { fromPortal, fromReceipt } from './log.js';
import { assetSymbols, byLink, linkIn, snapshotState } from './portal.js';
import { WORDS, help } from './words.js';

const $ = (id) => document.getElementById(id);
const MAX_BYTES = 16 * 1024 * 1024;
const offlineKey = document.querySelector('meta[name="plainsight-log-key"]')?.content;
const link = offlineKey ? null : linkIn(location.hash);
let dropped = null;
let symbols = new Map();

const TITLES = {
  valid: ['ok', 'It checks out.', 'Every balance below is counted in the totals that the exchange published for everybody.'],
  invalid: ['error', 'It does not check out.', 'At least one step failed. Below you see which one, what it can mean and what you can do.'],
  inconclusive: ['stale', 'Not everything could be checked.', 'Nothing failed, but one step could not be done here. That is not the same as checked.'],
};
const MARKS = { ok: ['valid', 'Held'], failed: ['invalid', 'Failed'], 'not checked': ['inconclusive', 'Not checked'] };

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function within(name, children, className) {
  const made = element(name, undefined, className);
  made.append(...children);
  return made;
}

// Whole coins with grouped digits, from the smallest units.
function coins(amount, decimals) {
  const digits = amount.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ',');
  const part = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return decimals && part ? whole + '.' + part : whole;
}

const NAMES = { 'slip44:0': 'Bitcoin', 'slip44:2': 'Litecoin', 'slip44:60': 'Ether', 'slip44:966': 'POL', 'slip44:501': 'SOL' };

function shortName(asset) {
  const name = asset.slice(asset.indexOf('/') + 1);
  return name.startsWith('iso4217:') ? name.slice(8) : NAMES[name] ?? symbols.get(asset) ?? 'Token';
}

function describe(step, balances) {
  const balance = balances.find((b) => 'asset ' + b.index === step.name);
  if (balance) return 'Your ' + shortName(balance.asset) + (balance.kind >= 128 ? ' debt' : '');
  return { file: 'The file', log: 'The public log', statement: 'The signature of the exchange' }[step.name] ?? step.name;
}

const badge = (outcome) => element('span', MARKS[outcome][1], 'badge ' + MARKS[outcome][0]);

function balancesTable(balances, steps) {
  const cell = (label, children, className) => {
    const made = within('td', children, className);
    made.dataset.label = label;
    return made;
  };
  const head = element('tr');
  for (const title of ['Asset', 'Amount', 'Check']) {
    const made = element('th', title);
    made.scope = 'col';
    head.append(made);
  }
  const rows = balances.map((b) => within('tr', [
    cell('Asset', [element('strong', shortName(b.asset)), ' ', element('span', b.asset, 'small muted id')]),
    cell(b.kind >= 128 ? 'You owe' : 'Owed to you', [element('span', b.kind >= 128 ? 'you owe ' : '', 'small'), coins(b.amount, b.decimals)], 'num'),
    cell('Check', [badge(steps.find((s) => s.name === 'asset ' + b.index)?.outcome ?? 'not checked')])]));
  return within('table', [element('caption', 'Every balance that the file says you have. Is one missing that you had at that time? Then it was left out of what the exchange owes.'),
    within('thead', [head]), within('tbody', rows)], 'stack');
}

function stepItem(step, balances) {
  const details = element('details');
  details.open = step.outcome !== 'ok';
  details.append(within('summary', [badge(step.outcome), ' ', element('strong', describe(step, balances))]),
    element('p', WORDS[step.why] ?? step.why));
  if (step.outcome === 'failed') {
    const [meaning, remedy] = help(step);
    details.append(within('p', [element('strong', 'What it can mean: '), meaning]),
      within('p', [element('strong', 'What to do: '), remedy]));
  }
  if (step.details.length > 0) {
    const facts = step.details.flatMap(([label, value]) => [within('div', [element('dt', label), within('dd', [element('code', value)])])]);
    details.append(within('details', [element('summary', 'The hashes of this step'), within('dl', facts, 'facts')]));
  }
  return within('li', [details]);
}

function banner(className, title, words, verdictWord) {
  const box = $('verdict');
  box.className = 'banner ' + className;
  box.dataset.verdict = verdictWord;
  box.replaceChildren(element('strong', title), ' ' + words);
}

function reveal() {
  $('result').hidden = false;
  $('verdict').focus();
  $('verdict').scrollIntoView({ block: 'start' });
}

function sayProblem(words) {
  banner('error', 'Nothing was checked.', words, 'error');
  for (const id of ['notes', 'balances', 'steps', 'complaint']) $(id).replaceChildren();
  $('details').hidden = true;
  reveal();
}

const day = (time) => new Date(time).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }) + ' UTC';

async function notes(proof) {
  const said = [element('p', 'The file shows your balances as they were on ' + day(proof.header.cutOff) + '.')];
  const state = offlineKey ? null : await snapshotState(proof.header.snapshot);
  if (state?.state === 'withdrawn') {
    said.push(within('p', [element('strong', 'Withdrawn. '), 'The exchange took this snapshot back after publishing it. Ask why, and check the newer one.'], 'banner stale'));
  } else if (state?.newer) {
    said.push(within('p', [element('strong', 'Not the newest. '), 'There is a newer snapshot, of ' + day(state.newer) + '. Your statement for it has its own link.'], 'banner stale'));
  }
  return said;
}

function offerComplaint(report, bytes) {
  if (verdict(report.steps) !== 'invalid' || !report.proof) return [];
  const save = element('button', 'Save the complaint file', 'button quiet');
  save.type = 'button';
  save.addEventListener('click', () => {
    const file = new Blob([complaintFile(hex(report.secret), bytes, report.proof.log ? undefined : report.logged.log)], { type: 'application/json' });
    const a = element('a');
    a.href = URL.createObjectURL(file);
    a.download = 'plainsight-complaint.json';
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 60_000);
  });
  return [element('h3', 'If you typed everything right'),
    element('p', 'Save this file and keep it. It holds the balances that the exchange signed for you and the proof you were given, but not your e-mail or phrase. '
      + 'Anyone can judge it with the command “plainsight complaint verify”. The signature of the exchange covers your balances and the way to its totals: if it signed a way that leads elsewhere, the file proves that by itself.'), save];
}

async function show(report, bytes) {
  const { steps, balances, proof } = report;
  const outcome = verdict(steps);
  if (!offlineKey) symbols = await assetSymbols();
  $('details').hidden = false;
  $('notes').replaceChildren(...(proof ? await notes(proof) : []));
  $('balances').replaceChildren(...(balances.length ? [balancesTable(balances, steps)] : []));
  $('steps').replaceChildren(...steps.map((step) => stepItem(step, balances)));
  $('complaint').replaceChildren(...offerComplaint(report, bytes));
  banner(...TITLES[outcome], outcome);
  reveal();
}

async function proofOf(file) {
  if (file.size > MAX_BYTES) throw new Error('This file is far too large for a proof. Choose the file that your exchange gave you.');
  return new Uint8Array(await file.arrayBuffer());
}

// A proof from a tile is older than its receipt: the portal says where the snapshot stands in the log.
async function online(proof) {
  const state = proof.log ? null : await snapshotState(proof.header.snapshot);
  return fromPortal(state ? { log: { index: state.logIndex } } : proof);
}

async function check(event) {
  event.preventDefault();
  if (!globalThis.crypto?.subtle) {
    sayProblem('This page was not loaded over a secure connection, so the browser cannot compute here. Open it over https.');
    return;
  }
  const file = dropped ?? $('proof-file').files[0];
  if (!file && !link) {
    sayProblem('Choose the proof file first, or open the link on your statement.');
    return;
  }
  $('check-button').disabled = true;
  banner('', 'Checking…', '', 'busy');
  try {
    const bytes = file ? await proofOf(file) : await byLink(link);
    const identity = { uid: $('uid').value, email: $('email').value, phrase: $('phrase').value };
    const key = $('log-key')?.value;
    await show(await verify(bytes, identity, (proof) => (key === undefined ? online(proof) : fromReceipt(proof.log, key))), bytes);
  } catch (e) {
    sayProblem(e.message);
  } finally {
    $('check-button').disabled = false;
  }
}

function drop(event) {
  event.preventDefault();
  $('drop').classList.remove('over');
  dropped = event.dataTransfer.files[0] ?? null;
  $('dropped').textContent = dropped ? 'Chosen: ' + dropped.name : '';
}

$('check-form').addEventListener('submit', check);
$('proof-file').addEventListener('change', () => { dropped = null; $('dropped').textContent = ''; });
$('drop').addEventListener('dragover', (event) => { event.preventDefault(); $('drop').classList.add('over'); });
$('drop').addEventListener('dragleave', () => $('drop').classList.remove('over'));
$('drop').addEventListener('drop', drop);
if (link) {
  $('link-state').hidden = false;
  $('drop').hidden = true;
  $('uid').focus();
}
if (offlineKey) $('log-key').value = offlineKey;
