// Package registertest holds the law of [register.Store]: a suite that every
// store must pass ([Run]), and a store in memory that passes it ([Memory]), for
// tests that need a log and no database.
package registertest
