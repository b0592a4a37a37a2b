import { expose } from "comlink";
import { Auditor } from "./auditor.ts";

expose(new Auditor());
