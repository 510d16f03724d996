package protocol

// AddResult adds what another definition says.
func AddResult(to *Result, r Result) { to.add(r) }
