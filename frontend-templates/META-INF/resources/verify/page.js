// The page "check my balance": reads what was typed and dropped, shows what came out. Nothing is sent.

import { verdict, verify } from './core.js';
import { fromLog } from './log.js';

const $ = (id) => document.getElementById(id);
const link = /^#proof=(\/proofs\/[0-9a-f]{64})$/.exec(location.hash)?.[1];

const TITLES = {
  valid: ['ok', 'It checks out.', 'Every balance below is part of the totals that the exchange published for everybody.'],
  invalid: ['error', 'It does not check out.', 'At least one step failed. Read below which, what it can mean and what to do.'],
  inconclusive: ['note', 'Not everything could be checked.', 'Nothing failed, but a step could not be carried out here. That is not the same as checked.'],
};

const HELP = {
  file: 'The file may have been cut off while it was downloaded, or it is another file. Download it again from your statement.',
  log: 'The snapshot in your file is not the one everybody sees. Keep the file and ask the exchange; if the answer does not satisfy you, show the file to others.',
  asset: 'First check the spelling of your customer number, e-mail and phrase as they were at the cut-off. If they are right, keep the file and ask the exchange: a balance that does not lead to the published root is not counted in the published total.',
  statement: 'First check what you typed, then download the file again. If it stays, a balance was left out or changed after it was signed. Keep the file.',
};

const MARKS = { ok: 'Held', failed: 'Failed', 'not checked': 'Not checked' };

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

// Whole coins with grouped digits, from the smallest units.
function coins(amount, decimals) {
  const digits = amount.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals ? whole + '.' + digits.slice(digits.length - decimals) : whole;
}

function shortName(asset) {
  const [, name] = /\/(.+)$/.exec(asset);
  if (asset.startsWith('bip122:') && name === 'slip44:0') return 'Bitcoin';
  if (name === 'slip44:60') return 'Ether';
  if (name.startsWith('iso4217:')) return name.slice(8);
  return 'Token';
}

function describe(step, balances) {
  if (step.name === 'file') return 'The file';
  if (step.name === 'log') return 'The public log';
  if (step.name === 'statement') return "The operator's signature";
  const balance = balances.find((b) => 'asset ' + b.index === step.name);
  return balance ? shortName(balance.asset) + ' (' + balance.asset + ')' : step.name;
}

function showBalances(balances, steps) {
  const box = $('balances');
  box.replaceChildren();
  if (balances.length === 0) return;
  const table = element('table', undefined, 'stack');
  table.append(element('caption', 'Your balances at the cut-off, as your file has them'));
  const head = element('tr');
  for (const title of ['Asset', 'Owed to you', 'Check']) {
    const cell = element('th', title);
    cell.scope = 'col';
    head.append(cell);
  }
  const thead = element('thead');
  thead.append(head);
  const tbody = element('tbody');
  for (const b of balances) {
    const row = element('tr');
    const asset = element('td');
    asset.dataset.label = 'Asset';
    asset.append(element('strong', shortName(b.asset)), element('br'), element('span', b.asset, 'small muted'));
    if (b.kind >= 128) asset.append(element('br'), element('span', 'what you owe, kind ' + b.kind, 'small'));
    const owed = element('td', coins(b.amount, b.decimals), 'num');
    owed.dataset.label = b.kind >= 128 ? 'Owed by you' : 'Owed to you';
    const check = element('td', MARKS[steps.find((s) => s.name === 'asset ' + b.index)?.outcome ?? 'not checked']);
    check.dataset.label = 'Check';
    row.append(asset, owed, check);
    tbody.append(row);
  }
  table.append(thead, tbody);
  box.append(table);
}

function showSteps(steps, balances) {
  const list = $('steps');
  list.replaceChildren();
  for (const step of steps) {
    const item = element('li');
    const details = element('details');
    details.open = step.outcome !== 'ok';
    const summary = element('summary');
    summary.append(element('strong', MARKS[step.outcome] + ': '), describe(step, balances));
    details.append(summary, element('p', step.words));
    if (step.outcome === 'failed') details.append(element('p', HELP[step.name.split(' ')[0]]));
    if (step.details.length > 0) {
      const facts = element('dl', undefined, 'facts');
      for (const [label, value] of step.details) {
        const shown = element('dd');
        shown.append(element('code', value));
        facts.append(element('dt', label), shown);
      }
      details.append(facts);
    }
    item.append(details);
    list.append(item);
  }
}

function show({ steps, balances }) {
  const outcome = verdict(steps);
  const [className, title, words] = TITLES[outcome];
  const banner = $('verdict');
  banner.className = 'banner ' + className;
  banner.dataset.verdict = outcome;
  banner.replaceChildren(element('strong', title), ' ' + words);
  showBalances(balances, steps);
  showSteps(steps, balances);
  $('result').hidden = false;
  $('result').focus();
}

function sayProblem(words) {
  const banner = $('verdict');
  banner.className = 'banner error';
  banner.dataset.verdict = 'error';
  banner.replaceChildren(element('strong', 'Nothing was checked.'), ' ' + words);
  $('balances').replaceChildren();
  $('steps').replaceChildren();
  $('result').hidden = false;
  $('result').focus();
}

async function proofBytes() {
  const chosen = $('proof-file').files[0];
  if (chosen) return new Uint8Array(await chosen.arrayBuffer());
  const answer = await fetch(link, { credentials: 'omit', cache: 'no-store' });
  if (!answer.ok) throw new Error('The link leads to no proof. Open it again from your statement, whole.');
  return new Uint8Array(await answer.arrayBuffer());
}

async function check(event) {
  event.preventDefault();
  if (!globalThis.crypto?.subtle) {
    sayProblem('This page was not loaded over a secure connection, so the browser offers no cryptography. Open it over https.');
    return;
  }
  if (!link && !$('proof-file').files[0]) {
    sayProblem('Choose the proof file first, or open the link on your statement.');
    return;
  }
  try {
    const identity = { uid: $('uid').value, email: $('email').value, phrase: $('phrase').value };
    show(await verify(await proofBytes(), identity, fromLog));
  } catch (e) {
    sayProblem(e.message);
  }
}

$('link-state').hidden = !link;
$('check-form').addEventListener('submit', check);
