// Package participant is about who has a code of their own in a dossier and is neither
// staff nor a reporter: a witness, or the person concerned.
//
// Somebody who handles the dossier gives it. From then on they and those who handle it
// write to each other in a compartment of its own, which no other participant and no
// reporter can open. The person concerned finds there the agreements that were made with
// them, and says whether that is what was agreed; each is asked how it goes (package
// checkin). A code that came into the wrong hands is ended.
//
// What is here is possible or not; whether it may be done now a protocol says.
package participant
