// What a step found, in words for people; and what to do when it failed.

const MISTYPED = 'First look at your customer number, e-mail and phrase: are they exactly as they were at the cut-off?';

export const WORDS = {
  canonical: 'The file is a proof file in its one right form.',
  // the public log
  logged: 'Your snapshot is the one in the public log, which everybody sees.',
  'other-header': 'Your file belongs to another snapshot than the one in the public log.',
  'no-receipt': 'Your file does not say where in the public log its snapshot stands. Download it again.',
  'no-key': 'There is no key of the log to check with.',
  'no-network': 'The public log could not be reached.',
  'receipt-of-another': 'The receipt in the file is for another entry of the log.',
  'not-signed-by-log': 'The receipt is not signed by the log.',
  'log-signature': "The log's signature under the receipt is wrong.",
  'another-log': 'The receipt is from another log.',
  'not-in-log': 'The entry is not in the log that was signed.',
  'not-liabilities': 'The log entry speaks of something else.',
  'entry-signature': 'The signature under the log entry is wrong.',
  unreadable: 'The evidence from the log cannot be read.',
  // a balance
  'in-total': 'This balance is counted in the total that the exchange published.',
  'same-place': 'Two pieces of this balance claim the same place in the tree.',
  overflow: 'A sum on the way to the total is larger than any number that is allowed.',
  total: 'The numbers on the way do not add up to the published total.',
  root: 'This balance does not lead to the total that the exchange published.',
  larger: 'This balance is larger than the published total of everybody.',
  twice: 'The same asset stands twice in the file.',
  // the signature of the exchange
  signed: 'The exchange signed exactly this list of balances, and the way of each to its totals.',
  path: 'The way to the signed list has a wrong length.',
  signature: 'The signature of the exchange does not fit this list of balances, or the way of one to the totals.',
  key: 'The list is signed, but only the public log can tell whether the exchange did it.',
  'other-key': 'The list is signed by somebody else than the exchange of the public log.',
};

/** For a failed step: what it can mean, and what to do. */
export function help(step) {
  if (step.name === 'file') {
    return ['The file was cut off while it was downloaded, it was changed, or it is another kind of file.',
      'Download it again from your statement.'];
  }
  if (step.name === 'log') {
    return ['You were given another snapshot than everybody else, an old one, or one that was never published.',
      'Download the file again. If it stays, keep the file and show it to others: everybody must see the same snapshot.'];
  }
  if (step.name === 'statement') {
    return ['You typed something else than the account was registered with; or a balance was left out or changed after the exchange signed it.',
      MISTYPED + ' If yes, download the file again. If it stays, keep it and ask the exchange.'];
  }
  return ['You typed something else than the account was registered with; the file is not yours; or this balance is not counted in the published total.',
    MISTYPED + ' If yes, save the complaint file below and ask the exchange. Others can check the complaint without you.'];
}
