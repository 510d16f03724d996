// What a page loads only when it seals or opens: one file for all of it, because
// each file costs a request over a bad line.
export { grantTo, makeCompartment } from "./compartment.ts";
export { identityFromSeed, recipientOf } from "./identity.ts";
export { verifyStaffKey } from "./note.ts";
export { openObject, openText, seal } from "./seal.ts";
