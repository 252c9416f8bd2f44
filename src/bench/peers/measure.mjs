// node measure.mjs LEAVES: how long each library takes for a tree of that many balances, in one thread; one line of JSON each.
import {createHash} from 'node:crypto'
import {MerkleTree} from 'merkletreejs'
import {StandardMerkleTree} from '@openzeppelin/merkle-tree'

const leaves = Number(process.argv[2])
const balances = Array.from({length: leaves}, (_, i) => [
  '0x' + createHash('sha256').update('account ' + i).digest('hex').slice(0, 40),
  String(i * 1000003),
])
const sha256 = bytes => createHash('sha256').update(bytes).digest()

const trees = {
  merkletreejs: () => new MerkleTree(balances.map(([account, amount]) => sha256(account + amount)), sha256).getHexRoot(),
  openzeppelin: () => StandardMerkleTree.of(balances, ['address', 'uint256']).root,
}
for (const [name, build] of Object.entries(trees)) {
  const first = build() // warms up
  const began = process.hrtime.bigint()
  const again = build()
  const seconds = Number(process.hrtime.bigint() - began) / 1e9
  if (first !== again || !/^0x[0-9a-f]{64}$/.test(first)) {
    throw new Error(name + ' gave no root, or two')
  }
  console.log(JSON.stringify({name, seconds}))
}
