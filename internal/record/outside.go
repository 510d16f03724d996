package record

import "slices"

// Outside are the functions outside the organisation, without an account, to whom a
// sealed letter can be made: those of whom advice is asked, and who take a matter over.
// They are called as there.
func Outside() []Option {
	var all []Option
	for _, o := range slices.Concat(advisers, routes) {
		if outside[o.Value] && !slices.ContainsFunc(all, func(one Option) bool { return one.Value == o.Value }) {
			all = append(all, o)
		}
	}
	return all
}

var outside = map[string]bool{
	"sipa": true, "kings-commissioner": true, "whistleblower-house": true, "police": true, "legal": true, "other": true,
}
