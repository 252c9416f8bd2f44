// The page on which a customer makes a phrase, and the digest that the exchange collects. Nothing is sent or stored.

import { hex, identityDigest } from './core.js';

const $ = (id) => document.getElementById(id);
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

// 20 characters of 5 bits: 100 bits that nobody guesses.
function makePhrase() {
  const random = crypto.getRandomValues(new Uint8Array(20));
  return Array.from(random, (b) => LETTERS[b & 31]).join('').replace(/(.{5})(?=.)/g, '$1-');
}

async function enrol(event) {
  event.preventDefault();
  const identity = { uid: $('uid').value, email: $('email').value, phrase: $('phrase').value };
  if (!globalThis.crypto?.subtle || !identity.uid || !identity.email) {
    $('problem').textContent = identity.uid && identity.email ? 'Open this page over https: the browser computes nothing here.'
      : 'Type your customer number and your e-mail first.';
    return;
  }
  $('problem').textContent = '';
  $('digest').textContent = hex(await identityDigest(identity));
  $('kept').textContent = identity.phrase || 'none';
  $('enrolled').hidden = false;
  $('enrolled').focus();
}

$('phrase').value = makePhrase();
$('another').addEventListener('click', () => { $('phrase').value = makePhrase(); });
$('enrol-form').addEventListener('submit', enrol);
