// What the mailbox loads with the first button that needs it: another code, and who may
// know. They are one file, as what each of them shares with the page of telling would
// otherwise be a file of its own there, and each file costs a request over a bad line.
export { actOnConsent } from "./consent.ts";
export { otherCode } from "./othercode.ts";
