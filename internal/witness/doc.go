// Package witness lets one Gehoor watch over the log of another, by the protocol
// of C2SP tlog-witness (https://c2sp.org/tlog-witness) and with the cosignatures
// of C2SP tlog-cosignature; doc/decisions/0014-witnesses.md says why.
//
// # The two sides
//
// A [Witness] is asked. It remembers of each log that it knows the largest tree
// that it cosigned, and cosigns a checkpoint only if a proof shows that it
// continues that tree. [Witness.Handler] answers over HTTP.
//
// A [Circle] asks: after each checkpoint it goes once to every witness of a
// policy, all at the same time, and keeps what they answered with the checkpoint.
//
// # What a witness promises
//
//   - It never cosigns two trees of a log of which one does not continue the
//     other, and never a smaller tree after a larger one.
//   - What it cosigned is on disk before the cosignature leaves.
//   - One process at a time has the folder. A witness whose folder is gone, or was
//     put back from a backup, has forgotten what it promised: it begins again
//     with another key.
//
// # What it never does
//
// It reads no leaf and knows no organisation: a log shows it sizes and hashes. It
// does not say that what is in a log is true, or that everything is in it. A log
// learns from it nothing but that it is there.
//
// # What asking tells
//
// A checkpoint is sent when it is published, with the proof that belongs to its
// size, once to each witness and a second time if the witness stands elsewhere
// than we thought. So the requests follow the schedule of the checkpoints, and
// neither their number nor their length depends on what was written in between.
package witness
