// Reads a proof file, strictly.

export const MAX_SUM = 1n << 127n;
export const HEX = /^[0-9a-f]{64}$/;
export const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

export class Refused extends Error {}

export function need(holds, otherwise) {
  if (!holds) throw new Refused(otherwise);
}

// Whole numbers only, no name twice; objects become Maps.
export function parseJson(bytes) {
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refused('not UTF-8');
  }
  need(text.length <= 1 << 24, 'too long');
  let at = 0;
  const expect = (holds, what) => need(holds, what + ' at character ' + at);
  const match = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found?.[0];
  };
  const blank = () => match(/[ \t\n\r]*/y);
  const take = (c) => expect(text[at] === c && ++at, "expected '" + c + "'");
  function string() {
    const raw = match(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y);
    expect(raw, 'not a string');
    return JSON.parse(raw);
  }
  function list(close, item) {
    at++;
    blank();
    if (text[at] !== close) {
      for (;;) {
        blank();
        item();
        blank();
        if (text[at] !== ',') break;
        at++;
      }
    }
    take(close);
  }
  function value(depth) {
    expect(depth <= 32, 'nested too deep');
    blank();
    if (text[at] === '{') {
      const members = new Map();
      list('}', () => {
        const name = string();
        blank();
        take(':');
        expect(!members.has(name), 'a name stands twice');
        members.set(name, value(depth + 1));
      });
      return members;
    }
    if (text[at] === '[') {
      const items = [];
      list(']', () => items.push(value(depth + 1)));
      return items;
    }
    if (text[at] === '"') return string();
    const word = match(/true|false|null/y);
    if (word) return JSON.parse(word);
    const number = match(/-?(?:0|[1-9][0-9]{0,15})(?![0-9.eE])/y);
    expect(number && number !== '-0' && Number.isSafeInteger(+number), 'not a whole number');
    return +number;
  }
  const result = value(0);
  blank();
  expect(at === text.length, 'text after the end');
  return result;
}

// RFC 8785.
export const canonical = (v) => (v instanceof Map
  ? '{' + [...v.keys()].sort().map((name) => JSON.stringify(name) + ':' + canonical(v.get(name))) + '}'
  : Array.isArray(v) ? '[' + v.map(canonical) + ']' : JSON.stringify(v));

export function object(value, ...names) {
  need(value instanceof Map, 'not an object');
  for (const name of value.keys()) need(names.includes(name), "unknown member '" + name + "'");
  return value;
}

export function text(o, name, pattern = /^/) {
  const value = o.get(name);
  need(typeof value === 'string' && pattern.test(value), "member '" + name + "' is wrong");
  return value;
}

export function integer(o, name, from, to = 2 ** 53 - 1) {
  const value = o.get(name);
  need(Number.isInteger(value) && value >= from && value <= to, "member '" + name + "' is wrong");
  return value;
}

export function items(o, name, read) {
  const value = o.get(name);
  need(Array.isArray(value), "member '" + name + "' must be a list");
  return value.map(read);
}

const rising = (list, of) => list.length > 0 && list.every((item, i) => i === 0 || of(list[i - 1]) < of(item));

function amount(value) {
  need(/^(?:0|[1-9][0-9]{0,38})$/.test(value) && typeof value === 'string' && BigInt(value) < MAX_SUM,
    'not an amount');
  return BigInt(value);
}

export function hash(value) {
  need(typeof value === 'string' && HEX.test(value), 'not a hash');
  return unhex(value);
}

export const HASHES = ['assets_root', 'previous_header', 'manifest_sha256', 'policy_sha256'];

function readHeader(value) {
  const o = object(value, 'version', 'snapshot', 'cut_off', 'tree_count', ...HASHES);
  integer(o, 'version', 1, 1);
  const cutOff = text(o, 'cut_off', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/);
  const millis = Date.parse(cutOff);
  need(millis >= 0 && new Date(millis).toISOString().replace('.000Z', 'Z') === cutOff, 'not a time');
  const h = { snapshot: text(o, 'snapshot', /^[0-9a-f]{32}$/), cutOff, millis, count: integer(o, 'tree_count', 1, 65536) };
  for (const name of HASHES) h[name] = text(o, name, HEX);
  return h;
}

function readChunk(value, depth) {
  const o = object(value, 'c', 'amount', 'position', 'path');
  const path = items(o, 'path', (node) => {
    need(Array.isArray(node) && node.length === 2, 'not a [hash, sum]');
    return { hash: hash(node[0]), sum: amount(node[1]) };
  });
  need(path.length === depth, 'a path that is not as long as the tree is deep');
  return { c: integer(o, 'c', 0, 255), amount: amount(o.get('amount')), path,
    position: BigInt(integer(o, 'position', 0, 2 ** depth - 1)) };
}

function readAsset(value) {
  const o = object(value, 'index', 'asset', 'kind', 'decimals', 'depth', 'total', 'chunks', 'top_path');
  const depth = integer(o, 'depth', 3, 48);
  const asset = text(o, 'asset', /^[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}\/[-a-z0-9]{3,8}:[-.%a-zA-Z0-9]{1,128}$/);
  need(!/^eip155:[^/]*\/(?!slip44:).*[A-Z]/.test(asset), 'not a canonical asset');
  const chunks = items(o, 'chunks', (chunk) => readChunk(chunk, depth));
  need(rising(chunks, (c) => c.c), 'chunks out of order');
  return { index: integer(o, 'index', 0, 65535), asset, kind: integer(o, 'kind', 0, 255),
    decimals: integer(o, 'decimals', 0, 255), depth, total: amount(o.get('total')), chunks,
    amount: chunks.reduce((sum, c) => sum + c.amount, 0n), topPath: items(o, 'top_path', hash) };
}

/** @throws Refused */
export function readProof(bytes) {
  const o = object(parseJson(bytes), 'format', 'header', 'salt', 'assets', 'statement', 'log');
  need(o.get('format') === 'plainsight-proof-v1', 'another format');
  const assets = items(o, 'assets', readAsset);
  need(rising(assets, (a) => a.index), 'assets out of order');
  const s = object(o.get('statement'), 'position', 'count', 'path', 'key', 'sig');
  const statement = { position: integer(s, 'position', 0), count: integer(s, 'count', 1), path: items(s, 'path', hash),
    key: text(s, 'key', HEX), sig: text(s, 'sig', /^[A-Za-z0-9+/]{85}[AQgw]==$/) };
  let log = null;
  if (o.get('log') != null) {
    const l = object(o.get('log'), 'index', 'entry', 'receipt');
    log = { index: integer(l, 'index', 0), entry: text(l, 'entry'), receipt: text(l, 'receipt') };
  }
  return { header: readHeader(o.get('header')), salt: hash(o.get('salt')), assets, statement, log,
    paths: canonical(o.get('assets')) };
}
