// The complaint file: what the exchange signed and handed out, without who the customer is.

/** @param account S of the account, hex; log: entry and receipt, for a proof that carries none */
export const complaintFile = (account, proofBytes, log) =>
  JSON.stringify({ account, format: 'plainsight-complaint-v1', log, proof: new TextDecoder().decode(proofBytes) });
