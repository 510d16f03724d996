// Package personnel reads the file of a personnel system and says what it would change in
// the organisation chart: bytes in, people, faults and a plan out. It does in Go what
// internal/web/browser/lib/chart does in a browser, for the administrator's own machine
// (cmd/gehoor-desk).
//
// Rules:
//
//   - Both read the same file in the same way. testdata/vectors/personnel.json has files
//     with what comes of them, and a test of each language holds it to them; how columns
//     and offices are spelled is in columns.json and offices.json, which the browser
//     bundles and Go embeds.
//   - All or nothing: a file with one fault gives no plan. Each fault names its line.
//   - People are compared by staff number, never by name.
//   - It is pure: IDs and the day come in as values, and what it reads it keeps nowhere.
package personnel
