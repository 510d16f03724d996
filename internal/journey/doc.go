// Package journey has only tests: it walks through Gehoor as people do, with
// the real programs and a real browser.
//
// The tests build gehoor, gehoor-verify and gehoor-desk once, found the municipality of
// Veenhaven once, and give each journey a copy of its data folder, a server
// process of its own and browsers with empty profiles. Between browser and
// server stands a front (as a web server with TLS would in production): it keeps
// every request, so that a test can say what crossed and how many bytes it took,
// and it keeps the address when the server is killed and started again.
//
// What is tested here and nowhere else:
//
//   - the journeys of a reporter, a caseworker, and an outsider, in both
//     languages, with reload, back button, second tab, and a server that ends
//     half-way;
//   - the canary: what people type is nowhere outside the browsers, and the
//     search that says so finds what it must find;
//   - kill -9 and storage that fails, while people send.
//
// Rules: wait for what a person would see, never for a time; press what a person
// would press, found by its words in the catalogue; a failure says where its
// picture lies and what the page said. Chromium is needed, and Linux for the
// search in the server's memory; both are said, and nothing is skipped silently.
package journey
