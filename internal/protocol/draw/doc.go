// Package draw draws a protocol as a picture: its steps as boxes, in a lane for each
// who does them, in the order in which they follow, and what begins them.
//
// [Protocol] is pure: a definition and how its steps stand go in, an SVG comes out,
// the same bytes for the same values. It is total: whatever [protocol.Check] accepts
// gets a picture, and its size is bounded by the number of steps and their links.
//
// # What the picture shows
//
//   - a box is a step: its number, what is done, its term and where that term comes
//     from, who is told when it is late, whether it is done again and again
//   - a box with points is a decision: its options, and what holds while it is open
//   - a number of a lock: the guard of that number, in the list below the picture, can
//     refuse what records the step
//   - a pill is something that happens and that no step records
//   - a solid arrow: recording the one begins the other
//   - a dashed arrow: the one must be done before the other may be
//   - below it: when the protocol holds, who is who, the locks, and how it can end
//   - with a standing: how each step stands, in words and by its border and mark
//
// Shape and words tell everything; colour tells nothing alone, so that it can be
// printed in black and white.
//
// # How it is laid out
//
// The layered drawing of Sugiyama, with lanes for columns: links that would make a
// circle are turned back (layer.go), each box stands one row below the lowest of
// those it follows, links run in the channels between rows and the gutters between
// lanes and never through a box (route.go). All links from one box share a line, so
// that what begins ten steps is one line with ten ends. Libraries for graphs lay
// out without lanes and measure text with fonts that a server has not; the few
// rules are ours (decision 31).
//
// # What an SVG holds
//
// Text as text, a title and a description with everything that the picture says; no
// script, no style attribute, no address, no font of its own. Colours are custom
// properties of the class "protocol-picture" ([Style]). As a file of its own the
// style is inside; within a page it is the page's.
package draw
