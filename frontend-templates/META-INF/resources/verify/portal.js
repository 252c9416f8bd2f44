// What the page asks of the portal it came from: the proof behind a link, and whether its snapshot still stands.

const get = async (path) => {
  const answer = await fetch(path, { credentials: 'omit', cache: 'no-store' });
  if (!answer.ok) throw new Error(path + ' answered ' + answer.status);
  return answer;
};

/** The place of the proof in the part of the address that is never sent; null where there is none. */
export function linkIn(hash) {
  const [, path] = /^#proof=(\/proofs\/[0-9a-f]{64})$/.exec(hash) ?? [];
  return path ? { path } : null;
}

export async function byLink({ path }) {
  try {
    return new Uint8Array(await (await get(path)).arrayBuffer());
  } catch {
    throw new Error('The link leads to no proof. Open it again from your statement, whole.');
  }
}

/** {state, newer?}; null where the portal cannot say. */
export async function snapshotState(snapshot) {
  try {
    return await (await get('/snapshots/' + snapshot + '/state.json')).json();
  } catch {
    return null;
  }
}
