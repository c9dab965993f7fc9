/** A rendered request as a `curl` command. */
export { type HttpRequest, toCurl } from '../document/convert/curl';
