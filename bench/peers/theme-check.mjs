/** `node theme-check.mjs FOLDER`: Shopify's theme-check with its recommended checks; prints the number of offences. */
import { peerPackage } from './packages.mjs';

const { themeCheckRun } = await peerPackage('@shopify/theme-check-node');
const { offenses } = await themeCheckRun(process.argv[2]);
console.log(offenses.length);
