// The verifier of docs/formats/liabilities.md: bytes in, steps out, no network. Words: words.js.

import { ed25519 } from './ed25519.js';
import { HASHES, MAX_SUM, Refused, readProof, unhex } from './proof-file.js';

export const utf8 = (text) => new TextEncoder().encode(text);
export const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
export const base64 = (value) => Uint8Array.from(atob(value), (c) => c.charCodeAt(0));

export const concat = (parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
export const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest('SHA-256', concat(parts)));

// Big-endian.
export function u(value, width) {
  const out = new Uint8Array(width);
  let rest = BigInt(value);
  for (let i = width - 1; i >= 0; i--, rest >>= 8n) out[i] = Number(rest & 255n);
  if (rest !== 0n) throw new RangeError('a number does not fit ' + width + ' bytes');
  return out;
}

export const tag = (kind, p, q) => Uint8Array.of(kind, p, q >> 8, q);
const lp = (text) => concat([u(utf8(text).length, 2), utf8(text)]);

export async function identityDigest({ uid, email, phrase }) {
  const lowered = email.replace(/^ +| +$/g, '').replace(/[A-Z]/g, (c) => c.toLowerCase()).normalize('NFC');
  return sha256(tag(3, 0, 0), lp(uid), lp(lowered), lp(phrase.normalize('NFC')));
}

/** S of the account. */
export const accountSecret = async (proof, identity) =>
  sha256(tag(2, 0, 0), unhex(proof.header.snapshot), proof.salt, await identityDigest(identity));

const headerHash = (h) => sha256(tag(8, 0, 1), unhex(h.snapshot), u(h.millis, 8), u(h.count, 4),
  ...HASHES.map((name) => unhex(h[name])));

/** The root of RFC 6962's shape; null for a path of another length. */
export async function fold(prefix, index, size, leaf, path) {
  let node = BigInt(index) < BigInt(size) ? leaf : null;
  let used = 0;
  for (let i = BigInt(index), last = BigInt(size) - 1n; node && last > 0n; i >>= 1n, last >>= 1n) {
    if (!(i & 1n) && i === last) continue;
    const sibling = path[used++];
    node = sibling && await (i & 1n ? sha256(prefix, sibling, node) : sha256(prefix, node, sibling));
  }
  return node && used === path.length ? node : null;
}

async function foldSums(asset, chunk, secret, details) {
  let node = await sha256(tag(0, chunk.c, asset.index), secret, u(chunk.amount, 16));
  let sum = chunk.amount;
  details.push(['leaf, piece ' + chunk.c, hex(node)]);
  for (let level = 1; level <= asset.depth; level++) {
    const sibling = chunk.path[level - 1];
    const mine = [node, u(sum, 16)];
    const other = [sibling.hash, u(sibling.sum, 16)];
    sum += sibling.sum;
    if (sum >= MAX_SUM) return null;
    const right = (chunk.position >> BigInt(level - 1)) & 1n;
    node = await sha256(tag(1, level, asset.index), ...(right ? [...other, ...mine] : [...mine, ...other]));
    details.push(['level ' + level + ', sum ' + sum, hex(node)]);
  }
  return { node, sum };
}

const step = (name, outcome, why, details = []) => ({ name, outcome, why, details });
const ok = (name, why, details) => step(name, 'ok', why, details);
const failed = (name, why, details) => step(name, 'failed', why, details);

async function checkAsset({ header }, asset, secret) {
  const name = 'asset ' + asset.index;
  const places = new Set();
  const details = [];
  for (const chunk of asset.chunks) {
    if (places.has(chunk.position)) return failed(name, 'same-place');
    places.add(chunk.position);
    const root = await foldSums(asset, chunk, secret, details);
    if (!root) return failed(name, 'overflow', details);
    if (root.sum !== asset.total) return failed(name, 'total', details);
    const record = await sha256(tag(6, asset.depth, asset.index), unhex(header.snapshot), root.node, u(root.sum, 16),
      u(asset.decimals, 1), u(asset.kind, 1), lp(asset.asset));
    const top = await fold(tag(7, 0, 0), asset.index, header.count, record, asset.topPath);
    details.push(['asset record', hex(record)]);
    if (!top || hex(top) !== header.assets_root) return failed(name, 'root', details);
  }
  return asset.amount > asset.total ? failed(name, 'larger', details) : ok(name, 'in-total', details);
}

async function checkStatement({ assets, paths, statement: s }, header, secret, logged) {
  if (assets.some((a) => a.amount >= MAX_SUM)) return failed('statement', 'overflow');
  const balances = assets.map((a) => ({ amount: a.amount.toString(), asset: a.asset, kind: a.kind }));
  const leaf = await sha256(tag(9, 0, 0), utf8(JSON.stringify({ account: hex(secret), balances, header: hex(header),
    paths: hex(await sha256(tag(9, 2, 0), utf8(paths))), v: 1 })));
  const root = await fold(tag(9, 1, 0), s.position, s.count, leaf, s.path);
  if (!root) return failed('statement', 'path');
  const details = [['statement', hex(leaf)], ['all statements', hex(root)], ['signed by', s.key]];
  const signed = utf8('plainsight-balances-v1\n' + hex(header) + '\n' + s.count + '\n' + hex(root) + '\n');
  if (!await ed25519(unhex(s.key), signed, base64(s.sig))) return failed('statement', 'signature', details);
  if (!logged.statement) return step('statement', 'not checked', 'key', details);
  return logged.signers.includes(s.key) ? ok('statement', 'signed', details) : failed('statement', 'other-key', details);
}

function checkLog(h, header, logged) {
  const details = [['header', hex(header)], ...(logged.details ?? [])];
  if (logged.unreachable) return step('log', 'not checked', logged.unreachable, details);
  if (logged.contradicted) return failed('log', logged.contradicted, details);
  const s = (name) => logged.statement.get(name);
  const pairs = [[s('header'), hex(header)], [s('snapshot'), h.snapshot], [s('cut_off'), h.cutOff], [s('version'), 1],
    [s('tree_count'), h.count], [s('assets_root'), h.assets_root], [s('previous_header'), h.previous_header],
    [s('manifest')?.get('sha256'), h.manifest_sha256], [s('policy')?.get('sha256'), h.policy_sha256]];
  return pairs.every(([a, b]) => a === b) ? ok('log', 'logged', details) : failed('log', 'other-header', details);
}

// identity: {uid, email, phrase} as typed; findHeader(proof): {statement, signers}, {unreachable} or {contradicted: why}.
export async function verify(bytes, identity, findHeader) {
  let proof;
  try {
    proof = readProof(bytes);
  } catch (e) {
    if (!(e instanceof Refused)) throw e;
    return { steps: [failed('file', e.message)], balances: [] };
  }
  const header = await headerHash(proof.header);
  const secret = await accountSecret(proof, identity);
  const logged = await findHeader(proof);
  const steps = [ok('file', 'canonical'), checkLog(proof.header, header, logged)];
  const seen = new Set();
  for (const asset of proof.assets) {
    const tree = asset.asset + ' ' + asset.kind;
    steps.push(seen.has(tree) ? failed('asset ' + asset.index, 'twice') : await checkAsset(proof, asset, secret));
    seen.add(tree);
  }
  steps.push(await checkStatement(proof, header, secret, logged));
  return { steps, proof, secret, logged, balances: proof.assets };
}

export function verdict(steps) {
  const came = (outcome) => steps.some((s) => s.outcome === outcome);
  return came('failed') ? 'invalid' : came('not checked') ? 'inconclusive' : 'valid';
}
