// Package manual writes a protocol as a page of the documentation: in Markdown, with
// its picture, who is who, every step with its term and where that comes from, what is
// refused and forced, how a dossier can end, and the cards.
//
// [Page] is pure: a definition goes in, text comes out. The words are those of package
// phrase, so a page says what the regulation says, shorter: a table instead of
// articles. The pages of the shipped protocols are in doc/protocols; make generate
// writes them, and a test holds them against the protocols.
package manual

//go:generate go test . -run TestPages -update
