// Package web is what a browser meets: pages and forms for reporters and staff,
// and the few paths that scripts fetch. It turns a request into a call of a use
// case and the answer into a page; it decides nothing of its own.
//
// Where things are:
//
//   - routes.go is the table of all paths, read top to bottom: method and path,
//     who may come there, and the function that answers.
//   - One file per noun holds its handlers, in the order of the table. A handler
//     returns an error and never writes one: fail.go is the only place that does.
//   - page/<noun>/ holds a noun's templates, styles and scripts side by side;
//     page/layout is the frame, page/part the pieces.
//   - asset/ holds what build/ made of the styles and scripts; browser/ the
//     modules that scripts share.
//
// Rules:
//
//   - Pages work as links and forms first; a script adds, and where sealing needs
//     it, the page says so.
//   - A path and a title tell nothing of what a page is about. Paths are the same
//     words in both languages: /nl/praten, /en/praten.
//   - The policy in security.go applies to every answer: no inline script or
//     style, nothing from another address, no framing, nothing cached but files
//     with a hash in their name.
//   - A log line holds the method, the pattern of the route, the status and the
//     time it took. Never an address, a browser's name, a path's parameter, a
//     query, a body or what an error said about one of these. Of what a reporter
//     does there is none, unless we failed or are flooded, or the level is debug.
//   - "It is not there" and "you may not know" are the same bytes.
//   - The package serves only what its Config passes. It reads no environment,
//     opens no file, and never imports a store or what opens sealed content.
package web

//go:generate go run github.com/a-h/templ/cmd/templ@v0.3.977 generate -path page
//go:generate go run ./build
