// Reads a proof file, strictly: unknown members, names that stand twice and numbers out of range are refused.

export const MAX_SUM = 1n << 127n;
const HEX = /^[0-9a-f]{64}$/;
export const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

// ---- strict JSON: whole numbers only, no name twice, nothing after the end

export class Refused extends Error {}

function refuseUnless(holds, otherwise) {
  if (!holds) throw new Refused(otherwise);
}

export function parseJson(bytes) {
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refused('not UTF-8');
  }
  refuseUnless(text.length <= 1 << 24, 'too long');
  let at = 0;
  const wrong = (what) => { throw new Refused(what + ' at character ' + at); };
  const blank = () => { while (' \t\n\r'.includes(text[at] ?? 'x')) at++; };
  const take = (c) => { if (text[at] !== c) wrong("expected '" + c + "'"); at++; };
  const match = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found?.[0];
  };
  function string() {
    const raw = match(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y) ?? wrong('not a string');
    return JSON.parse(raw);
  }
  function list(close, item) {
    at++;
    blank();
    if (text[at] === close) { at++; return; }
    for (;;) {
      blank();
      item();
      blank();
      if (text[at] !== ',') break;
      at++;
    }
    take(close);
  }
  function value(depth) {
    if (depth > 32) wrong('nested too deep');
    blank();
    if (text[at] === '{') {
      const members = new Map();
      list('}', () => {
        const name = string();
        blank();
        take(':');
        if (members.has(name)) wrong('a name stands twice');
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
    if (word) return { true: true, false: false, null: null }[word];
    const number = match(/-?(?:0|[1-9][0-9]{0,15})(?![0-9.eE])/y);
    if (number === undefined || number === '-0' || !Number.isSafeInteger(Number(number))) wrong('not a whole number');
    return Number(number);
  }
  const result = value(0);
  blank();
  if (at !== text.length) wrong('text after the end');
  return result;
}

function object(value, names) {
  refuseUnless(value instanceof Map, 'expected an object');
  for (const name of value.keys()) refuseUnless(names.includes(name), "unknown member '" + name + "'");
  return value;
}

function text(o, name, pattern) {
  const value = o.get(name);
  refuseUnless(typeof value === 'string' && (!pattern || pattern.test(value)), "member '" + name + "' is wrong");
  return value;
}

function integer(o, name, from, to) {
  const value = o.get(name);
  refuseUnless(Number.isInteger(value) && value >= from && value <= to, "member '" + name + "' is out of range");
  return value;
}

function items(o, name) {
  const value = o.get(name) ?? [];
  refuseUnless(Array.isArray(value), "member '" + name + "' must be a list");
  return value;
}

function amount(value) {
  refuseUnless(typeof value === 'string' && /^(?:0|[1-9][0-9]{0,38})$/.test(value), 'an amount that is not canonical');
  refuseUnless(BigInt(value) < MAX_SUM, 'an amount of 2^127 or more');
  return BigInt(value);
}

function hashOf(value) {
  refuseUnless(typeof value === 'string' && HEX.test(value), 'a hash is 64 lower-case hexadecimal digits');
  return unhex(value);
}

// ---- the proof file

function readHeader(value) {
  const o = object(value, ['version', 'snapshot', 'cut_off', 'tree_count', 'assets_root', 'previous_header',
    'manifest_sha256', 'policy_sha256']);
  integer(o, 'version', 1, 1);
  const cutOff = text(o, 'cut_off', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/);
  const millis = Date.parse(cutOff);
  refuseUnless(millis >= 0 && new Date(millis).toISOString().replace('.000Z', 'Z') === cutOff, 'cut_off is no time');
  const h = { snapshot: text(o, 'snapshot', /^[0-9a-f]{32}$/), cutOff, millis, count: integer(o, 'tree_count', 1, 65536) };
  for (const name of ['assets_root', 'previous_header', 'manifest_sha256', 'policy_sha256']) h[name] = text(o, name, HEX);
  return h;
}

const ASSET = /^[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}\/[-a-z0-9]{3,8}:[-.%a-zA-Z0-9]{1,128}$/;

function readAsset(value) {
  const o = object(value, ['index', 'asset', 'kind', 'decimals', 'depth', 'total', 'chunks', 'top_path']);
  const depth = integer(o, 'depth', 3, 48);
  const asset = text(o, 'asset', ASSET);
  refuseUnless(!asset.startsWith('eip155:') || asset.includes('/slip44:') || asset.split('/')[1] === asset.split('/')[1].toLowerCase(),
    'an asset that is not in canonical form');
  const chunks = items(o, 'chunks').map((chunk) => {
    const c = object(chunk, ['c', 'amount', 'position', 'path']);
    const path = items(c, 'path').map((node) => {
      refuseUnless(Array.isArray(node) && node.length === 2, 'a path node is [hash, sum]');
      return { hash: hashOf(node[0]), sum: amount(node[1]) };
    });
    refuseUnless(path.length === depth, 'a path of ' + path.length + ' nodes in a tree of depth ' + depth);
    return { c: integer(c, 'c', 0, 255), amount: amount(c.get('amount')),
      position: BigInt(integer(c, 'position', 0, 2 ** depth - 1)), path };
  });
  refuseUnless(chunks.length > 0, 'an asset without any chunk');
  refuseUnless(chunks.every((c, i) => i === 0 || chunks[i - 1].c < c.c), 'a chunk stands twice, or out of order');
  return { index: integer(o, 'index', 0, 65535), asset, kind: integer(o, 'kind', 0, 255),
    decimals: integer(o, 'decimals', 0, 255), depth, total: amount(o.get('total')), chunks,
    amount: chunks.reduce((sum, c) => sum + c.amount, 0n), topPath: items(o, 'top_path').map(hashOf) };
}

export function readProof(bytes) {
  const o = object(parseJson(bytes), ['format', 'header', 'salt', 'assets', 'statement', 'log']);
  refuseUnless(o.get('format') === 'plainsight-proof-v1', 'not a file of format plainsight-proof-v1');
  const assets = items(o, 'assets').map(readAsset);
  refuseUnless(assets.length > 0, 'a proof without any asset');
  refuseUnless(assets.every((a, i) => i === 0 || assets[i - 1].index < a.index), 'an asset stands twice, or out of order');
  const s = object(o.get('statement'), ['position', 'count', 'path', 'key', 'sig']);
  const statement = { position: integer(s, 'position', 0, 2 ** 53 - 1), count: integer(s, 'count', 1, 2 ** 53 - 1),
    path: items(s, 'path').map(hashOf), key: text(s, 'key', HEX), sig: text(s, 'sig', /^[A-Za-z0-9+/]{86}==$/) };
  let log = null;
  if (o.get('log') != null) {
    const l = object(o.get('log'), ['index', 'entry', 'receipt']);
    log = { index: integer(l, 'index', 0, 2 ** 53 - 1), entry: text(l, 'entry'), receipt: text(l, 'receipt') };
  }
  return { header: readHeader(o.get('header')), salt: hashOf(o.get('salt')), assets, statement, log };
}
