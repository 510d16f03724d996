// Package ledgertest proves that a store keeps Gehoor's contracts, and has a
// store in memory that does.
//
// [Run] is the suite: one set of tests over [ledger.Store], [view.Store],
// [account.Store], [notify.Store] and [register.Store], run on memory, SQLite
// and PostgreSQL. What a contract leaves open and callers need is pinned here.
//
// [Memory], of package store/memory, obeys the same law and is what stories and
// tests of use cases run on.
package ledgertest
