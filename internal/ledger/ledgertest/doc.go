// Package ledgertest proves that a store keeps Gehoor's contracts, and has a
// store in memory that does.
//
// [Run] is the suite: one set of tests over [ledger.Store], [view.Store],
// [account.Store], [notify.Store] and [register.Store], run on memory, SQLite
// and PostgreSQL. What a contract leaves open and callers need is pinned here.
//
// [Memory] obeys the same law and is what stories and tests of use cases run
// on. It is simple on purpose (one lock, maps, nothing computed ahead), so that
// it can be read as the law. It keeps nothing when the process ends.
package ledgertest
