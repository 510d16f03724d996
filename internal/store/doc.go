// Package store keeps Gehoor's contracts in SQL: [ledger.Store],
// [ledger.PartStore], [view.Store], [account.Store], [notify.Store], [form.Store], [draft.Store], [advice.Store] and
// [register.Store], all by one type, [DB], over one [Engine] (packages sqlite and
// postgres).
//
// # The rules
//
//   - SQL is written once, in the subset that both engines read: $1 … $n,
//     TEXT, BIGINT, BYTEA, ON CONFLICT, RETURNING, row values. It stands in
//     queries.go and tables.go and nowhere else. What must differ stands in the
//     engine's file with its reason.
//   - Columns are named, never *.
//   - A list over work items goes through the SQL view may_see. A test reads all
//     SQL of this package and says so.
//   - Every write of the ledger takes the organisation's row of log_head first.
//     Whoever holds it is alone in that organisation, on any number of nodes: a
//     version that was compared stays true until the commit.
//
// # One append
//
// [DB.Append] hands the batch to the node's batcher (batcher.go), which gathers
// whatever waits, at most maxGroup requests, into one transaction:
//
//  1. lock the heads of all organisations concerned, in the order of their names;
//  2. read versions, contents and mailboxes that the requests speak of;
//  3. decide about each request: accepted, conflict, replayed;
//  4. write all accepted ones with a few statements of many rows, with the
//     leaf indices given now and the tree's hashes computed from the edge that
//     the head keeps;
//  5. commit; then, and only then, answer everybody.
//
// If the database refuses what one request brought (which step 2 did not
// foresee), the transaction is rolled back and the group is done again, each
// request behind a savepoint of its own: only the guilty one fails.
//
// # What a crash leaves
//
// Before the commit: nothing, and nobody was answered. During the commit: all
// or nothing of the group, as the engine's log decides; who was not answered
// asks again, and contents that are already there make the repeat harmless.
// After the commit: everything, also when the answer was lost.
//
// # What it never does
//
// It knows no noun, asks no permission but may_see, reads no clock, never logs.
package store
