// Package record is the catalogue of what is written down at a step of a
// protocol: a weighing, a measure, a talk, a report of an inquiry.
//
// Every kind of record is data ([Type]): who writes it, what is asked, and what
// must be answered. One form shows them all, one Go type ([Record]) holds them
// all, and one function ([Type.Check]) refuses what is not as the catalogue says.
//
// # Open and sealed
//
// A field is open if a guard of a protocol has to read it, and only then: a
// choice, a number, a day, or somebody in the directory; never text, and never a
// name. The server knows open fields (doc/threat-model.md). Everything else is
// sealed: the browser checks it, and seals it together with the words to the
// dossier's compartment for internal words, where the server cannot look.
//
// # For ever
//
// Kinds, names of fields and values of options are on the wire and in protocols:
// they are never renamed or removed. Kinds, fields and options are added; a label
// may be put better.
//
// # What comes later
//
// A kind with Later belongs to a capability that is still to come. There is no
// form for it; only a story can state it (doc/decisions/0034).
package record
