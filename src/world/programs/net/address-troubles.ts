import type { ByteString } from "../../../engine/bytes/index.ts";
import type { HostAddress } from "./host-address.ts";

/** Why a host has no address, as the C library says it. Source: glibc gai_strerror of EAI_NONAME, EAI_NODATA, EAI_AGAIN. */
export const addressTroubles: Readonly<Record<Extract<HostAddress, { kind: "failed" }>["why"], ByteString>> =
  {
    "no such name": "Name or service not known",
    "no data": "No address associated with hostname",
    "temporary failure": "Temporary failure in name resolution",
  };
