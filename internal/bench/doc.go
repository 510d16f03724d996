// Package bench measures Gehoor on the machine that it runs on, with the real
// code from the address to the disk, and sets beside every figure what the
// machine itself could do. doc/measurements.md says what the figures mean.
//
// # The rules
//
//   - Nothing is faked. Signals are sealed as a browser seals them, sent by
//     net/http to the site's own handler, and looked for afterwards in a database
//     that was closed and opened again.
//   - What is not measured happens before the clock starts: sealing, founding,
//     filling.
//   - A figure and its limit come from one run and in turns, slice by slice: a
//     machine that is busy for a second is busy for both.
//   - Whatever was refused or lost is counted, never dropped.
//
// # What it never does
//
// It is no test: it compares with no wanted figure, because a slow machine is no
// fault of the program. It uses no database that exists: SQLite files are made
// in a folder of their own, and on a PostgreSQL server it makes databases with
// names of their own; both go when it ends.
//
// It seals and opens, so nothing that a server links may import it but the
// command itself.
package bench
