// Package regulation writes a protocol as a regulation: chapters, numbered articles and
// paragraphs, in sentences that a council can vote on. A council does not vote on YAML.
//
// [Of] is pure: a definition goes in, a [Document] comes out, with every term in words
// and where it comes from, everybody who is told when a step is late, and what a day
// is. [Document.HTML] is a page of its own to read and print; [Document.ODT] an
// OpenDocument text, which the clerk of a council can work on.
//
// The sentences are those of the catalogue (regulation.*), the words for terms and
// facts those of package phrase. What the organisation must fill in stands in square
// brackets: who adopts it, on what day, and why. The program enforces the protocol
// and not this text: the last article names the digest of what it was made from, so
// that everybody can see whether the two belong together.
package regulation
