// One EVM chain for the demo and the tests: anvil, in a session of its own.
// usage: node evm-node.js <port> <chain id> <genesis time> <cache folder> [<anvil option>…]
// Ends anvil when its standard input closes, so that it never outlives whoever started it.
'use strict';

const {spawn} = require('child_process');

const [port, chainId, genesisTime, cache, ...options] = process.argv.slice(2);
const architecture = {x64: 'amd64', arm64: 'arm64'}[process.arch];
const anvil = require.resolve(`@foundry-rs/anvil-${process.platform}-${architecture}/bin/anvil`);

const child = spawn(anvil, [
  '--host', '127.0.0.1', '--port', port, '--chain-id', chainId, '--timestamp', genesisTime,
  '--slots-in-an-epoch', '1', '--order', 'fifo', '--accounts', '1', '--balance', '1000000000', '--cache-path', cache, ...options
], {detached: true, stdio: ['ignore', 'ignore', 'inherit']});

function end() {
  child.kill('SIGKILL');
  process.exit(0);
}

child.on('exit', code => process.exit(code ?? 1));
process.stdin.on('end', end).on('error', end).resume();
process.on('SIGTERM', end);
// A terminal whose first process was killed hangs up on all the others.
process.on('SIGHUP', end);
// Ctrl-C reaches the whole group of the terminal; the parent decides when we end.
process.on('SIGINT', () => {});
