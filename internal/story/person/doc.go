// Package person is a simulated browser: it does what the pages' TypeScript does
// with codes, passphrases and keys, so that stories and tests speak to casework as
// real people would. What it shares with the server's way for browsers without
// scripts is package endpoint. Every format is that of doc/formats.md, and
// testdata/vectors binds the two languages together.
//
// It opens content and holds secrets; therefore nothing that the server links
// may import it. Secrets are of types that print as "hidden".
package person
