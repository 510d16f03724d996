// Package failure has the pages that say that something did not work. They tell
// what it means for the person and what to do next, and nothing about how the
// server is made.
package failure
