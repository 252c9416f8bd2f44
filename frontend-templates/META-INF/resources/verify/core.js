// The verifier of proof files, after docs/formats/liabilities.md. No dependency, no network: bytes in, steps out.
// It gives the same steps and outcomes as org.plainsight.liabilities.proof.ProofVerifier.

import { MAX_SUM, Refused, readProof, unhex } from './proof-file.js';

const utf8 = (text) => new TextEncoder().encode(text);

export const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');

function concat(parts) {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest('SHA-256', concat(parts)));

// An unsigned number in a fixed number of bytes, big-endian.
function u(value, width) {
  const out = new Uint8Array(width);
  let rest = BigInt(value);
  for (let i = width - 1; i >= 0; i--, rest >>= 8n) out[i] = Number(rest & 255n);
  if (rest !== 0n) throw new RangeError('a number does not fit ' + width + ' bytes');
  return out;
}

const tag = (kind, p, q) => concat([u(kind, 1), u(p, 1), u(q, 2)]);
const lp = (text) => concat([u(utf8(text).length, 2), utf8(text)]);

// ---- the formulas

export async function identityDigest({ uid, email, phrase }) {
  const lowered = email.replace(/^ +| +$/g, '').replace(/[A-Z]/g, (c) => c.toLowerCase()).normalize('NFC');
  return sha256(tag(3, 0, 0), lp(uid), lp(lowered), lp(phrase.normalize('NFC')));
}

const headerHash = (h) => sha256(tag(8, 0, 1), unhex(h.snapshot), u(h.millis, 8), u(h.count, 4), unhex(h.assets_root),
  unhex(h.previous_header), unhex(h.manifest_sha256), unhex(h.policy_sha256));

// The root over a path of RFC 6962's shape; null where the path has not exactly the right length.
export async function foldTagged(prefix, index, size, leaf, path) {
  if (index < 0 || index >= size) return null;
  let node = leaf;
  let used = 0;
  for (let i = BigInt(index), last = BigInt(size) - 1n; last > 0n; i >>= 1n, last >>= 1n) {
    if ((i & 1n) === 0n && i === last) continue;
    if (used === path.length) return null;
    const sibling = path[used++];
    node = (i & 1n) === 1n ? await sha256(prefix, sibling, node) : await sha256(prefix, node, sibling);
  }
  return used === path.length ? node : null;
}

async function foldSums(asset, chunk, secret) {
  let node = await sha256(tag(0, chunk.c, asset.index), secret, u(chunk.amount, 16));
  let sum = chunk.amount;
  for (let level = 1; level <= asset.depth; level++) {
    const sibling = chunk.path[level - 1];
    const right = (chunk.position >> BigInt(level - 1)) & 1n;
    const mine = [node, u(sum, 16)];
    const other = [sibling.hash, u(sibling.sum, 16)];
    if (sum + sibling.sum >= MAX_SUM) return null;
    node = await sha256(tag(1, level, asset.index), ...(right ? [...other, ...mine] : [...mine, ...other]));
    sum += sibling.sum;
  }
  return { node, sum };
}

let canEd25519;

// True or false; null where this browser cannot check Ed25519.
export async function ed25519(key, message, signature) {
  const load = (raw) => crypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify']);
  canEd25519 ??= load(unhex('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')).then(() => true, () => false);
  if (!(await canEd25519)) return null;
  try {
    return await crypto.subtle.verify({ name: 'Ed25519' }, await load(key), signature, message);
  } catch {
    return false;
  }
}

export const base64 = (value) => Uint8Array.from(atob(value), (c) => c.charCodeAt(0));

// ---- the steps

const step = (name, outcome, words, details = []) => ({ name, outcome, words, details });
const ok = (name, words, details) => step(name, 'ok', words, details);
const failed = (name, words, details) => step(name, 'failed', words, details);

async function checkAsset(proof, asset, secret) {
  const name = 'asset ' + asset.index;
  const places = new Set();
  const details = [];
  for (const chunk of asset.chunks) {
    if (places.has(chunk.position)) return failed(name, 'Two chunks claim the same place in the tree.');
    places.add(chunk.position);
    const root = await foldSums(asset, chunk, secret);
    if (!root) return failed(name, 'A sum on the way to the root reaches 2^127.');
    details.push(['root from chunk ' + chunk.c, hex(root.node)]);
    if (root.sum !== asset.total) return failed(name, 'The sums on the way to the root do not add up to the total.', details);
    const record = await sha256(tag(6, asset.depth, asset.index), unhex(proof.header.snapshot), root.node,
      u(root.sum, 16), u(asset.decimals, 1), u(asset.kind, 1), lp(asset.asset));
    const top = await foldTagged(tag(7, 0, 0), asset.index, proof.header.count, record, asset.topPath);
    details.push(['asset record', hex(record)]);
    if (!top || hex(top) !== proof.header.assets_root) {
      return failed(name, 'This balance does not lead to the published root. Either what you typed is not what the account was registered with, or the proof is not yours, or it was changed.', details);
    }
  }
  if (asset.amount > asset.total) return failed(name, 'The balance is larger than the published total.', details);
  return ok(name, 'This balance is part of the published total.', details);
}

async function checkStatement(proof, header, secret, logged) {
  const s = proof.statement;
  const balances = proof.assets.map((a) => ({ amount: a.amount.toString(), asset: a.asset, kind: a.kind }));
  if (proof.assets.some((a) => a.amount >= MAX_SUM)) return failed('statement', 'A balance reaches 2^127.');
  const leaf = await sha256(tag(9, 0, 0), utf8(JSON.stringify({ account: hex(secret), balances, header: hex(header), v: 1 })));
  const root = await foldTagged(tag(9, 1, 0), s.position, s.count, leaf, s.path);
  if (!root) return failed('statement', 'The path to the signed statements has a wrong length.');
  const signedText = 'plainsight-balances-v1\n' + hex(header) + '\n' + s.count + '\n' + hex(root) + '\n';
  const details = [['statement', hex(leaf)], ['signed by', s.key]];
  const holds = await ed25519(unhex(s.key), utf8(signedText), base64(s.sig));
  if (holds === null) return step('statement', 'not checked', 'This browser cannot check Ed25519 signatures.', details);
  if (!holds) {
    return failed('statement', "The operator's signature does not hold for these balances: one may be missing or changed, or what you typed is not what the account was registered with.", details);
  }
  if (!logged.statement) {
    return step('statement', 'not checked', "Signed, but whether by the operator's key only the log can tell.", details);
  }
  return logged.signers.includes(s.key)
    ? ok('statement', 'The operator signed exactly these balances.', details)
    : failed('statement', 'The balances are signed by another key than the snapshot in the log.', details);
}

function checkLog(h, header, logged) {
  const details = [['header', hex(header)]];
  if (logged.unreachable) return step('log', 'not checked', 'Could not compare with the public log: ' + logged.unreachable, details);
  if (logged.contradicted) return failed('log', "The log's evidence fails: " + logged.contradicted, details);
  const s = logged.statement;
  const same = s.get('header') === hex(header) && s.get('snapshot') === h.snapshot && s.get('cut_off') === h.cutOff
    && s.get('version') === 1 && s.get('tree_count') === h.count && s.get('assets_root') === h.assets_root
    && s.get('previous_header') === h.previous_header && s.get('manifest')?.get('sha256') === h.manifest_sha256
    && s.get('policy')?.get('sha256') === h.policy_sha256;
  return same
    ? ok('log', "The snapshot's header is the one in the public log, which everybody sees.", details)
    : failed('log', "The snapshot's header is not the one in the public log.", details);
}

/**
 * @param findHeader answers {statement, signers}, {unreachable: why} or {contradicted: why} for a proof
 * @returns {steps: [{name, outcome: 'ok'|'failed'|'not checked', words, details}], balances, proof?}
 */
export async function verify(bytes, identity, findHeader) {
  let proof;
  try {
    proof = readProof(bytes);
  } catch (e) {
    if (!(e instanceof Refused)) throw e;
    return { steps: [failed('file', 'This is not a proof file that can be checked: ' + e.message)], balances: [] };
  }
  const header = await headerHash(proof.header);
  const secret = await sha256(tag(2, 0, 0), unhex(proof.header.snapshot), proof.salt, await identityDigest(identity));
  const logged = await findHeader(proof);
  const steps = [ok('file', 'The file is a proof file in its one canonical form.'), checkLog(proof.header, header, logged)];
  const seen = new Set();
  for (const asset of proof.assets) {
    const tree = asset.asset + ' ' + asset.kind;
    steps.push(seen.has(tree) ? failed('asset ' + asset.index, 'The same asset stands twice in the file.')
      : await checkAsset(proof, asset, secret));
    seen.add(tree);
  }
  steps.push(await checkStatement(proof, header, secret, logged));
  return { steps, proof, balances: proof.assets.map(({ index, asset, kind, decimals, amount: owed }) =>
    ({ index, asset, kind, decimals, amount: owed })) };
}

export function verdict(steps) {
  if (steps.some((s) => s.outcome === 'failed')) return 'invalid';
  return steps.some((s) => s.outcome === 'not checked') ? 'inconclusive' : 'valid';
}
