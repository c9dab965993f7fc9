/** Shopify's theme language server over stdio. */
import { peerPackage } from './packages.mjs';

const { startServer } = await peerPackage('@shopify/theme-language-server-node');
startServer();
