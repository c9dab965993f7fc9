/** Tree → what Braze sends: the whole public face of the renderer. */
export { type HttpRequest, toCurl } from './curl';
export { renderDocument } from './document';
export { createRenderHost, type RenderHost, type RenderJob, type RenderWorker, type SpawnWorker } from './host';
export { checkRendered } from './payload';
export { renderText } from './renderText';
export * from './types';
