// The complaint file: what the exchange signed and handed out, without who the customer is.

/** @param account S of the account, hex */
export const complaintFile = (account, proofBytes) =>
  JSON.stringify({ account, format: 'plainsight-complaint-v1', proof: new TextDecoder().decode(proofBytes) });
