export { CDB_HASH_START, cdb_hash, cdb_hashadd } from "./hash.ts";
export { CDB_HEADER_BYTES } from "./limits.ts";
export {
  cdb_make_addend,
  cdb_make_finish,
  cdb_make_reserve,
  cdb_make_start,
  makeCdb,
  type CdbMake,
} from "./make.ts";
export { cdb_seek, cdbRecords, findInCdb, openCdb, type Cdb, type CdbFinding } from "./read.ts";
