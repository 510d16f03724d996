// Package backup takes a whole installation as it is at one moment, beside a
// server that goes on, and puts it back: also on the other engine.
//
// # What a backup is
//
// A tar file, if asked sealed to age recipients as it is written:
//
//	manifest.json                what it is, of when, until when it may be kept
//	site.json and others         files of the data folder that are no secret (Files)
//	rows/<table>/<number>.copy   rows as PostgreSQL's COPY writes them (binary)
//	blob/<org>/<xx>/<id>         parts of files that an event names
//	SHA256SUMS                   the sum of each of them, as sha256sum writes it
//
// Nothing in it is a format of ours: tar, age, sha256sum and a PostgreSQL client
// read it without this program (doc/formats.md §9).
//
// # The rules
//
//   - All rows are of one moment, and that moment is audited (store.Audit) before
//     a row is written: what is not sound is not backed up as if it were.
//   - The sums come last. What was cut off, by a full disk or a kill, has none and
//     is refused; and until it is whole, durable and read back, it has another
//     name ([Save]).
//   - Keys are not in it: who finds a backup can sign nothing. Sessions are not in
//     it: nobody who signed out comes back in with a restore.
//   - Memory is bounded by a part of maxPart bytes, however large the database.
//
// # Putting it back
//
// [Check] reads everything and refuses what is damaged, with the place. [Fill]
// then puts the rows into an empty database of the schema that the backup had.
// The heads of the logs are set last: until then no program takes the database
// for an installation. What follows (newer schema, audit, the new log) is in
// cmd/gehoor.
//
// # What it never does
//
// It does not authenticate: whoever can write where backups lie can make another
// one. A restored log is compared with the checkpoint that its key signed; what
// came after that checkpoint is only as good as the place where it was kept.
package backup
