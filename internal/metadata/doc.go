// Package metadata takes out of a file what it tells besides what one sees, while
// the file streams past. It is for the way without scripts (package plain): whoever
// runs scripts has their own browser do this before anything is sent, and more of it
// (internal/web/browser/lib/metadata; doc/metadata.md). Both keep the same of a JPEG
// and a PNG, byte for byte; shared vectors hold them together.
//
// # Rules
//
//   - The kind of a file is what its bytes say. A name counts only for plain text,
//     which has no mark of its own.
//   - Either everything that doc/metadata.md lists is taken out, or the file is not
//     cleaned and the error says why. Nothing is ever half cleaned: what was written
//     before an error is for nobody.
//   - What is not cleaned is never called clean: PDF, Office and all other kinds come
//     back as an [Uncleanable], before a byte of them was written.
//   - Memory does not grow with the file: what stands before a picture is held, up to
//     a limit, and the picture itself never is.
//
// The package is pure: bytes in, bytes and findings out. It knows no request, no
// clock and no key.
package metadata
