// Package simulate says how often the rules of package pattern fire on people who did
// nothing again and again, and on people who did, in a town hall that is made up. A council
// and a works council choose the numbers of their rules by it.
//
// What it assumes is in [Town], and nobody has measured most of that: how many signals
// there are is from practice (0.7 to 1.6 for each hundred of staff in a year), the rest are
// choices that can be changed, and should be, to see what depends on them. A rule is not
// better because it is right more often here; it is known what it costs.
//
// Everything follows from the seed: the same seed gives the same figures.
package simulate
