// Compiles contracts/*.sol to contracts/<name>.json (ABI and creation bytecode). usage: npm run compile
'use strict';

const fs = require('fs');
const path = require('path');
const solc = require('solc');

const folder = path.join(__dirname, 'contracts');
const sources = Object.fromEntries(fs.readdirSync(folder).filter(name => name.endsWith('.sol'))
  .map(name => [name, {content: fs.readFileSync(path.join(folder, name), 'utf8')}]));
const output = JSON.parse(solc.compile(JSON.stringify({
  language: 'Solidity',
  sources,
  settings: {
    optimizer: {enabled: true, runs: 200},
    evmVersion: 'paris',
    metadata: {bytecodeHash: 'none'},
    outputSelection: {'*': {'*': ['abi', 'evm.bytecode.object']}}
  }
})));

for (const error of output.errors ?? [])
  process.stderr.write(error.formattedMessage);
if ((output.errors ?? []).some(error => error.severity === 'error'))
  process.exit(1);

for (const contracts of Object.values(output.contracts)) {
  for (const [name, contract] of Object.entries(contracts)) {
    const artefact = {compiler: solc.version(), abi: contract.abi, bytecode: `0x${contract.evm.bytecode.object}`};
    fs.writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(artefact, null, 1)}\n`);
  }
}
