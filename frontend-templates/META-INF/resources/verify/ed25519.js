// Ed25519 signatures (RFC 8032): by the browser where it can, by plain arithmetic where it is older. Nothing here is
// secret, so time may depend on the values. Verifiers in the field disagree about points of small or mixed order and
// about numbers not written in their shortest form; no honest signer makes any, so all of them are refused here.

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const mod = (a) => ((a % P) + P) % P;

function power(base, exponent) {
  let result = 1n;
  for (let b = mod(base), e = exponent; e > 0n; e >>= 1n, b = mod(b * b)) if (e & 1n) result = mod(result * b);
  return result;
}

const D = mod(-121665n * power(121666n, P - 2n));
const ROOT = power(2n, (P - 1n) / 4n);

const little = (bytes) => bytes.reduceRight((n, b) => (n << 8n) | BigInt(b), 0n);

// The point [X, Y, Z, T] of 32 bytes; null where they are none, not the shortest way to write one, or have no x.
function decode(bytes) {
  if (bytes.length !== 32) return null;
  const all = little(bytes);
  const y = all & (2n ** 255n - 1n);
  if (y >= P) return null;
  const odd = all >> 255n;
  const square = mod((y * y - 1n) * power(D * y * y + 1n, P - 2n));
  let x = power(square, (P + 3n) / 8n);
  if (mod(x * x) !== square) x = mod(x * ROOT);
  if (mod(x * x) !== square || x === 0n) return null;
  if ((x & 1n) !== odd) x = P - x;
  return [x, y, 1n, mod(x * y)];
}

function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * t1 * t2 * D);
  const d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

// Both products at once, doubling after every bit.
function sum(s, base, k, point) {
  const both = add(base, point);
  let result = [0n, 1n, 1n, 0n];
  for (let i = 255n; i >= 0n; i--) {
    result = add(result, result);
    const bits = [(s >> i) & 1n, (k >> i) & 1n];
    if (bits[0] && bits[1]) result = add(result, both);
    else if (bits[0]) result = add(result, base);
    else if (bits[1]) result = add(result, point);
  }
  return result;
}

const examined = new Map();

// Whether the key is of the prime-order group: its order times it is the neutral point. With such a key the equation
// without the cofactor holds for no other R, and that is the equation of browsers, too.
function isSound(key) {
  const name = String(key);
  if (!examined.has(name)) {
    const a = decode(key);
    const [x, y, z] = a ? sum(L, a, 0n, a) : [1n];
    examined.set(name, x === 0n && y === z);
  }
  return examined.get(name);
}

/** S·B = R + k·A, compared as points. */
export async function byArithmetic(key, message, signature) {
  const a = decode(key);
  const r = decode(signature.subarray(0, 32));
  const s = little(signature.subarray(32));
  if (signature.length !== 64 || !isSound(key) || !r || s >= L) return false;
  const hashed = await crypto.subtle.digest('SHA-512', Uint8Array.of(...signature.subarray(0, 32), ...key, ...message));
  const base = decode(Uint8Array.of(0x58, ...new Array(31).fill(0x66)));
  const [x, y, z] = sum(s, base, little(new Uint8Array(hashed)) % L, [P - a[0], a[1], 1n, P - a[3]]);
  return mod(x - r[0] * z) === 0n && mod(y - r[1] * z) === 0n;
}

const load = (raw) => crypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify']);
let native;

/** Whether this is the key's signature; false for bytes that are no key or no signature. */
export async function ed25519(key, message, signature) {
  native ??= load(Uint8Array.of(0x58, ...new Array(31).fill(0x66))).then(() => true, () => false);
  if (!await native) return byArithmetic(key, message, signature);
  if (!isSound(key) || !decode(signature.subarray(0, 32))) return false;
  try {
    return await crypto.subtle.verify({ name: 'Ed25519' }, await load(key), signature, message);
  } catch {
    return false;
  }
}
