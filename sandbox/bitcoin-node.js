// A Bitcoin regtest node for the demo and the tests.
// usage: node bitcoin-node.js <folder> <p2p port> <rpc port> [<peer host:port>…]
// Prints "ready" when it answers. Ends when its standard input closes, so that it never outlives whoever started it.
'use strict';

process.env.NODE_BACKEND = 'js';

const fs = require('fs');
const path = require('path');
const Network = require('bcoin/lib/protocol/network');
const networks = require('bcoin/lib/protocol/networks');
const Block = require('bcoin/lib/primitives/block');
const Outpoint = require('bcoin/lib/primitives/outpoint');
const FullNode = require('bcoin/lib/node/fullnode');
const HostList = require('bcoin/lib/net/hostlist');
const Pool = require('bcoin/lib/net/pool');

const [folder, p2pPort, rpcPort, ...peers] = process.argv.slice(2);
const journalFile = path.join(folder, 'blocks.journal');

// bcoin has regtest prefixes of its own; everybody else uses Bitcoin Core's.
Object.assign(networks.regtest.addressPrefix, {
  pubkeyhash: 0x6f, scripthash: 0xc4, witnesspubkeyhash: 0x03, witnessscripthash: 0x28, bech32: 'bcrt'
});
Object.assign(networks.regtest.keyPrefix, {
  privkey: 0xef, xpubkey: 0x043587cf, xprivkey: 0x04358394, xpubkey58: 'tpub', xprivkey58: 'tprv'
});
networks.regtest.seeds.length = 0;
Network.get('regtest');

// It would ask the internet for its own address.
Pool.prototype.discoverExternal = async () => {};
Pool.prototype.discoverGateway = async () => false;
HostList.prototype.discoverSeeds = async () => {};

const node = new FullNode({
  network: 'regtest',
  prefix: folder,
  memory: true,
  logConsole: false,
  logFile: false,
  workers: false,
  listen: true,
  host: '127.0.0.1',
  port: Number(p2pPort),
  publicHost: '127.0.0.1',
  httpHost: '127.0.0.1',
  httpPort: Number(rpcPort),
  noAuth: true,
  noWallet: true,
  indexTx: true,
  indexAddress: true,
  bip37: false,
  maxOutbound: Math.max(1, peers.length),
  only: peers.length > 0 ? peers : undefined
});

// The chain lives in memory; every block it connects is written down and replayed at the next start.
const written = new Set();

function remember(block) {
  const hash = block.hash('hex');
  if (written.has(hash))
    return;
  written.add(hash);
  const raw = block.toRaw();
  const length = Buffer.alloc(4);
  length.writeUInt32LE(raw.length);
  fs.appendFileSync(journalFile, Buffer.concat([length, raw]));
}

async function replay() {
  if (!fs.existsSync(journalFile))
    return;
  const journal = fs.readFileSync(journalFile);
  let offset = 0;
  while (offset + 4 <= journal.length) {
    const end = offset + 4 + journal.readUInt32LE(offset);
    if (end > journal.length)
      break;
    const block = Block.fromRaw(journal.subarray(offset + 4, end));
    written.add(block.hash('hex'));
    await node.chain.add(block);
    offset = end;
  }
  // a kill may have cut the last record
  fs.truncateSync(journalFile, offset);
}

// bcoin lists no coins of 32-byte witness programs (P2WSH, taproot); the demo's wallets ask here.
const programCoins = new Map();
const undo = new Map();

function takeIn(entry, block) {
  const spent = [];
  for (const tx of block.txs) {
    for (const {prevout} of tx.inputs) {
      const key = prevout.toKey().toString('hex');
      if (programCoins.has(key)) {
        spent.push([key, programCoins.get(key)]);
        programCoins.delete(key);
      }
    }
    tx.outputs.forEach((output, index) => {
      if (output.script.raw.length === 34 && output.script.isProgram()) {
        const coin = {hash: tx.txid(), index, value: output.value, height: entry.height, coinbase: tx.isCoinbase(),
          address: output.getAddress().toString('regtest')};
        programCoins.set(Outpoint.fromTX(tx, index).toKey().toString('hex'), coin);
      }
    });
  }
  undo.set(block.hash('hex'), spent);
}

function takeBack(entry, block) {
  for (const tx of block.txs)
    tx.outputs.forEach((_, index) => programCoins.delete(Outpoint.fromTX(tx, index).toKey().toString('hex')));
  for (const [key, coin] of undo.get(block.hash('hex')) ?? [])
    programCoins.set(key, coin);
}

node.chain.on('connect', takeIn);
node.chain.on('disconnect', takeBack);
// It writes taproot addresses with bech32's checksum instead of bech32m's: the last six letters do not count.
node.rpc.add('listprogramcoins', async ([address]) =>
  [...programCoins.values()].filter(coin => coin.address.slice(0, -6) === address.slice(0, -6)));

function end() {
  process.exit(0);
}

process.stdin.on('end', end).on('error', end).resume();
process.on('SIGTERM', end);
// Ctrl-C reaches the whole group of the terminal; the parent decides when we end.
process.on('SIGINT', () => {});

(async () => {
  fs.mkdirSync(folder, {recursive: true});
  await node.ensure();
  await node.open();
  await replay();
  node.chain.on('connect', (entry, block) => remember(block));
  node.chain.on('competitor', block => remember(block));
  await node.connect();
  node.startSync();
  process.stdout.write('ready\n');
})().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
