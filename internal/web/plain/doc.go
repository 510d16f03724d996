// Package plain is the way for somebody whose browser runs no scripts: the server
// does for them what the browser does for everybody else. It makes the code, seals
// and opens, and forgets. That is weaker: the words are in the server's memory
// during a request, and whoever runs or changes the server can read them then. So
// it is off unless the organisation wants it, it is told before the first field,
// and it has a kind of code of its own (package endpoint), so that nobody who
// began in the other way is ever led into this one.
//
// # What is kept where
//
//   - At the server: what is kept of everybody. A draft sealed to its reporter
//     alone, a signal sealed to those who may open it, the hash of a look-up
//     secret. Nothing that the server can read after the request.
//   - In the browser: one cookie (purse.go) with the keys that the code gives,
//     sealed under a key of the server. The code itself is in it only until it was
//     written down, so that it can be shown until then and never after. The cookie
//     is of no use half an hour after the last page, and ends with the browser.
//   - Nowhere else: no word and no code is in an address, a log, a temporary file,
//     or a table of this package, which has none.
//
// # Rules
//
//   - Words are asked for by GET and taken by POST, and a POST leads to a GET. So
//     the history holds nothing that a reload or the back button could send again,
//     and after somebody left, going back finds the door. Only a reply with a fault
//     is answered at once, because there is no draft for it to be kept in.
//   - What somebody typed is saved before anything is said about it. Somebody who
//     was away for hours is asked for the code again, and what they typed is kept.
//   - A draft, an account and the mailbox are of the same formats as those of the
//     other way, and everything that happens goes through the same use cases.
//
// # What Go does not promise
//
// Bodies of requests, opened content, JSON and keys are zeroed where they are
// bytes of our own. Strings cannot be; neither can what net/http, compress/gzip and
// age keep in buffers of theirs, nor what the collector moved. They lie in memory
// until they are overwritten (doc/decisions/0016).
package plain
