export {
  constmap,
  constmap_init,
  constmap_init_colon,
  constmap_value,
  type ConstMap,
  type ConstMapOfValues,
} from "./constmap.ts";
export {
  control_readfile,
  control_readint,
  control_readline,
  control_rldef,
  openControl,
  type ControlEntry,
  type ControlRead,
  type ControlSource,
} from "./control.ts";
export { scan_ulong, type ScannedNumber } from "./scan.ts";
