// Witness policies, c2sp.org/tlog-policy: who must have cosigned a checkpoint before a reader believes it.

import { utf8 } from './core.js';
import { ed25519 } from './ed25519.js';
import { readKey } from './log.js';
import { need } from './proof-file.js';

/** The witnesses of a policy file by name, its groups in order, and the name of its quorum. */
export async function readPolicy(text) {
  const policy = { witnesses: new Map(), groups: [], quorum: null };
  const defined = new Set(['none']);
  const define = (name) => {
    need(name && !defined.has(name), 'a name that stands twice: ' + name);
    defined.add(name);
  };
  for (const line of text.split('\n').map((l) => l.trim()).filter((l) => l !== '' && !l.startsWith('#'))) {
    const [word, first, second, ...rest] = line.split(/[ \t]+/);
    if (word === 'log') {
      await readKey(first ?? '');
    } else if (word === 'witness') {
      define(first);
      policy.witnesses.set(first, await readKey(second ?? '', 4));
    } else if (word === 'group') {
      need(rest.length > 0 && rest.every((m) => m !== 'none' && defined.has(m)), 'a member that is not defined before its group');
      define(first);
      const needed = second === 'all' ? rest.length : second === 'any' ? 1 : /^[1-9][0-9]{0,3}$/.test(second) ? +second : NaN;
      need(needed >= 1 && needed <= rest.length, 'a group that needs more than its members');
      policy.groups.push({ name: first, needed, members: rest });
    } else {
      need(word === 'quorum' && policy.quorum === null && defined.has(first), 'a line that is not understood: ' + line);
      policy.quorum = first;
    }
  }
  need(policy.quorum !== null, 'a policy without a quorum');
  return policy;
}

/** {cosigners: name → seconds since 1970, quorum}; a cosignature by a known key that does not hold is {false: name}. */
export async function cosigned(note, policy) {
  const cosigners = new Map();
  for (const [name, key] of policy.witnesses) {
    for (const s of note.signatures.filter((line) => line.name === key.name && line.id === key.id)) {
      const time = s.signature.length === 72 ? new DataView(s.signature.buffer, s.signature.byteOffset, 8).getBigUint64(0) : null;
      const holds = time !== null
        && await ed25519(key.raw, utf8('cosignature/v1\ntime ' + time + '\n' + note.text), s.signature.slice(8));
      if (!holds) return { false: name };
      cosigners.set(name, Number(time));
    }
  }
  const enough = new Set(['none', ...cosigners.keys()]);
  for (const group of policy.groups) {
    if (group.members.filter((m) => enough.has(m)).length >= group.needed) enough.add(group.name);
  }
  return { cosigners, quorum: enough.has(policy.quorum) };
}
