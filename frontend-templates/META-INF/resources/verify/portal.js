// What the page asks of the portal it came from: the proof behind a link, and whether its snapshot still stands.

import { hex, sha256, utf8 } from './core.js';
import { unhex } from './proof-file.js';

const get = async (path, cache = 'no-store') => {
  const answer = await fetch(path, { credentials: 'omit', cache });
  if (!answer.ok) throw new Error(path + ' answered ' + answer.status);
  return answer;
};

/** What stands in the part of the address that is never sent; null where it is no link. */
export function linkIn(fragment) {
  const [, snapshot, capability] = /^#([0-9a-f]{32})\.([0-9a-f]{64})$/.exec(fragment) ?? [];
  const [, path] = /^#proof=(\/proofs\/[0-9a-f]{64})$/.exec(fragment) ?? [];
  return snapshot ? { snapshot, capability } : path ? { path } : null;
}

async function unseal(snapshot, capability, sealed) {
  const material = await crypto.subtle.importKey('raw', unhex(capability), 'HKDF', false, ['deriveBits']);
  const bits = new Uint8Array(await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: unhex(snapshot), info: utf8('plainsight-tile-v1') }, material, 44 * 8));
  const key = await crypto.subtle.importKey('raw', bits.slice(0, 32), 'AES-GCM', false, ['decrypt']);
  const padded = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bits.slice(32) }, key, sealed);
  const packed = padded.slice(4, 4 + new DataView(padded).getUint32(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The proof that a tile holds for a capability; null where it holds none. */
export async function openTile(tile, snapshot, capability) {
  const name = hex(await sha256(unhex(capability)));
  const view = new DataView(tile.buffer, tile.byteOffset, tile.byteLength);
  const magic = utf8('plainsight-tile-v1\n').length;
  let at = magic + 4;
  for (let left = view.getUint32(magic); left > 0; left--) {
    const length = view.getUint32(at + 32);
    if (hex(tile.subarray(at, at + 32)) === name) return unseal(snapshot, capability, tile.slice(at + 36, at + 36 + length));
    at += 36 + length;
  }
  return null;
}

// Fetches what many share: which tile it is says nothing but some leading bits.
async function fromTiles({ snapshot, capability }) {
  const folder = '/snapshots/' + snapshot + '/tiles/';
  const { bits } = await (await get(folder + 'index.json', 'default')).json();
  const leading = parseInt(hex(await sha256(unhex(capability))).slice(0, 8), 16);
  const number = bits === 0 ? 0 : Math.floor(leading / 2 ** (32 - bits));
  return openTile(new Uint8Array(await (await get(folder + number, 'default')).arrayBuffer()), snapshot, capability);
}

/** The proof file behind a link: from the tiles, or by its name where there are no tiles yet. */
export async function byLink(link) {
  try {
    const sealed = link.snapshot ? await fromTiles(link).catch(() => null) : null;
    return sealed ?? new Uint8Array(await (await get(link.path ?? '/proofs/' + link.capability)).arrayBuffer());
  } catch {
    throw new Error('The link leads to no proof. Open it again from your statement, whole.');
  }
}

/** {state, logIndex, newer?}; null where the portal cannot say. */
export async function snapshotState(snapshot) {
  try {
    return await (await get('/snapshots/' + snapshot + '/state.json')).json();
  } catch {
    return null;
  }
}

/** What the exchange calls its assets, by their ids; the same list for everybody, and empty where the portal cannot say. */
export async function assetSymbols() {
  try {
    const lines = (await (await get('/assets.jsonl', 'default')).text()).split('\n').filter(Boolean).map((line) => JSON.parse(line));
    return new Map(lines.flatMap(({ id, symbol, representations }) => [id, ...representations.map((r) => r.asset)].map((asset) => [asset, symbol])));
  } catch {
    return new Map();
  }
}
