// Package endpoint is one end of the end-to-end sealing, in Go: it does with
// codes, keys and compartments what the pages' TypeScript does in a browser.
// Every format is that of doc/formats.md, and testdata/vectors binds the two
// languages together.
//
// It holds secrets and opens content. Three may import it: package person, the
// simulated browser of stories and tests, web/plain, which does for somebody
// whose browser runs no scripts what that browser cannot, and package desk, which
// runs on the own machine of somebody of staff. Nothing else that the server links
// may (never_test.go).
//
// Rules:
//
//   - A key of staff is compared with the root's word for it before anything is
//     sealed to it.
//   - There are two kinds of code, which nothing can mistake for each other: a
//     [Code], which a browser makes and no server ever sees, and a [PlainCode],
//     which a server makes and sees. They differ in length and in what is derived
//     from them.
//   - Secrets are of types that print as "hidden". What cannot be zeroed in Go is
//     said in doc/decisions/0016.
package endpoint
