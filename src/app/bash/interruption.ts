/** Why a line's work is aborted if somebody has pressed Ctrl-C: what it has done by then counts. */
export const interruption = "interruption";
