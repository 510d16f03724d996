// Package checkin knows how the program asks somebody how it goes, after the end of a
// dossier, at each contact that a protocol has (protocols.md §1.8, G-NAZORG): the
// reporter of a signal, a witness, the person concerned.
//
// They answer on three points, skip this contact, or want to be asked no more, which can
// be taken back. Only the last question can be answered: who is asked after three months
// is not asked any more how it went after one. Whose facts these are their noun says; what
// follows from an answer a protocol does.
package checkin
