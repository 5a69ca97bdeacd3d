/** As many characters as a passphrase has at least; four everyday words are longer. */
export const shortestPassphrase = 12;
