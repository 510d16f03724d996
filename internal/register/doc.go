// Package register is an organisation's Merkle log, and what an outsider needs
// to check it: checkpoints, tiles, proofs, promises and receipts.
//
// # What it is
//
// Every event leaves one [Leaf] in the log of its organisation, in the
// transaction that stores the event. A leaf commits to the event and tells
// nothing about it: without the 32-byte salt it is random. On a schedule the
// log's key signs a [Checkpoint] over all leaves up to a certain number. The
// formats are C2SP's, unchanged: signed-note, tlog-checkpoint, tlog-tiles,
// tlog-proof, tlog-cosignature, tlog-witness and tlog-policy (https://c2sp.org/),
// over the tree of RFC 6962 §2.1. doc/formats.md §8 says what we put in them.
//
// # The rules
//
//   - A checkpoint covers exactly a quantum of leaves more than the one before.
//     What is missing is filled with random leaves, what is over waits: size
//     and time of a checkpoint tell nothing ([Plan], [NextPublish]).
//   - Nothing beyond the newest checkpoint leaves the server, neither hash nor
//     leaf ([Tile]).
//   - The highest published checkpoint is also kept outside the database
//     ([HighWater]). A [Publisher] never signs at or below it, and signs above
//     it only when the log still holds the tree that it describes. A database
//     that was put back to an earlier day can therefore not be used to sign
//     another history under the same origin.
//   - After a restore the log goes on under another origin and another key
//     ([Continued]). Its tree is the one that the backup held, so old receipts stay
//     what they were and whoever followed the old log can follow the new one; its
//     first leaf of its own says where the old one ended and what is missing.
//   - Every parser here is strict: one text has one spelling. Base64 with other
//     trailing bits, a number with a leading zero, a line too many are refused,
//     so that no byte of a receipt can be changed unseen. The one exception is
//     C2SP's own: a signature line by a key that the reader does not know is
//     ignored, so that each reader can demand its own witnesses ([Cosignatures],
//     [Policy]).
//
// # What it promises
//
// Whoever holds a receipt and the log's verifier key can show, offline and
// without our program, that these bytes were in the log when the checkpoint
// was signed ([VerifyReceipt]). A promise ([SignPromise]) is given at once and
// says by when there will be a receipt; a promise without a log that keeps it is
// evidence against the log.
//
// # What it never does
//
// It cannot show that everything that happened was recorded. That two people were
// shown the same log it shows only to those who demand the same witness, or who
// compare checkpoints with each other (gehoor-verify log --state); package witness
// asks witnesses, and is one. This package reads no clock and makes no
// randomness: moments and random bytes are values.
package register
