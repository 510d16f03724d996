// Package gehoor is the dictionary: the words that every other package of
// Gehoor uses, with their meaning. It decides nothing and imports only the
// standard library.
//
// # The one idea
//
// The file of a case is an append-only stream of events. A person does
// something; a pure function of the stream so far, the protocol, the setting
// and the present moment says whether it may be done and which facts follow;
// the facts are appended in one transaction. Everything else (work list,
// clocks, who knew what when, proof) is a read.
//
// # The words
//
//   - An organisation ([OrgID]) is a municipality or another body that hears
//     signals. Nothing is ever shared between two organisations.
//   - A stream ([StreamID]) is an ordered list of events about one thing: a
//     dossier, a person, an office, the organisation.
//   - An event ([Event]) is one fact with its envelope: who, when, where in the
//     stream. It is written once and never changed.
//   - A fact ([Fact]) is what happened, in the past tense.
//   - A refusal ([Refusal]) is a "no" with a stable code, for a person.
//   - Content ([ContentID]) is ciphertext, named by its hash. The server never
//     holds the words themselves.
//   - A compartment ([Compartment]) is a key that opens one kind of content in
//     one dossier; a grant hands that key to a person.
//
// Wire words (kinds of facts, offices, compartments) are English and never
// renamed; what people read comes from the catalogue in Dutch and English.
package gehoor
