export { hmacMd5 } from "./hmac-md5.ts";
