// Package founding begins an organisation: it asks what must be known, says what
// is wrong with an answer, makes the root key, and turns it all into what casework
// founds. Everything here happens at a machine's own terminal, before or beside
// the server; nothing of it answers a stranger.
//
// # The parts
//
//   - A [Plan] is what an organisation begins with. [Parse] reads one from a file
//     ([Example] is one, with remarks), [Ask] from a person. Both end in
//     [Plan.Check], so that a file and a person are held to the same rules.
//   - A root ([MakeRoot]) is the key that vouches for keys of staff. Its secret
//     half exists in the clear only while it is made and while it signs; what is
//     kept is a file under a passphrase ([LockRoot]), off the server
//     (doc/decisions/0011-founding.md).
//   - [Plan.Make] draws IDs and gives what casework.Found takes.
//
// # What it never does
//
// It opens no file and no database, and reads no clock: package main does. Its
// errors name the field and what is wrong with it, never a passphrase or a key.
package founding
