// Proof of work: nonces whose SHA-256 with the challenge begins with so many zero bits.
// By hand and not by crypto.subtle, which is missing without https and slow for short messages;
// in small steps and not in a worker, which old browsers do not load from a module.

const ROUNDS = 4;
const STEP = 1500;

const K = new Uint32Array(64);
const H = new Uint32Array(8);

function fillConstants() {
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) {
    if (primes.every((prime) => n % prime)) primes.push(n);
  }
  const fraction = (x) => ((x - Math.floor(x)) * 0x100000000) >>> 0;
  primes.forEach((prime, at) => {
    K[at] = fraction(Math.cbrt(prime));
    if (at < 8) H[at] = fraction(Math.sqrt(prime));
  });
}
fillConstants();

const W = new Uint32Array(64);
const turn = (x, by) => (x >>> by) | (x << (32 - by));

function compress(state, words, from) {
  for (let i = 0; i < 16; i += 1) W[i] = words[from + i];
  for (let i = 16; i < 64; i += 1) {
    const a = W[i - 15];
    const b = W[i - 2];
    const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
    const s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
    W[i] = (W[i - 16] + s0 + W[i - 7] + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i += 1) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  const last = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i += 1) state[i] = (state[i] + last[i]) | 0;
}

// The message in 32-bit words, padded to whole blocks. Plain ASCII only.
function padded(text) {
  const blocks = ((text.length + 8) >> 6) + 1;
  const words = new Uint32Array(blocks * 16);
  for (let i = 0; i < text.length; i += 1) words[i >> 2] |= text.charCodeAt(i) << (24 - (i & 3) * 8);
  words[text.length >> 2] |= 0x80 << (24 - (text.length & 3) * 8);
  words[words.length - 1] = text.length * 8;
  return words;
}

// The state after the whole blocks that all messages of a search begin with.
function begun(start) {
  const state = H.slice();
  const words = padded(start);
  const whole = start.length >> 6;
  for (let block = 0; block < whole; block += 1) compress(state, words, block * 16);
  return { state, done: whole * 16 };
}

export function zeroBits(text, from = begun("")) {
  const state = from.state.slice();
  const words = padded(text);
  for (let at = from.done; at < words.length; at += 16) compress(state, words, at);
  let bits = 0;
  for (const word of state) {
    bits += Math.clz32(word);
    if (word) break;
  }
  return bits;
}

const pause = () => new Promise((resolve) => setTimeout(resolve));

async function search(start, bits) {
  const from = begun(start);
  for (let nonce = 0; ; nonce += 1) {
    if (zeroBits(start + nonce, from) >= bits) return String(nonce);
    if (nonce % STEP === STEP - 1) await pause();
  }
}

export async function solve(token) {
  const bits = Number(token.split(":")[0].split(".")[2]);
  const nonces = [];
  for (let round = 0; round < ROUNDS; round += 1) nonces.push(await search(`${token}:${round}:`, bits));
  return nonces.join(",");
}
