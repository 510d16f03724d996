package protocol

import (
	"sort"
	"time"
)

// periods are the stretches in which the Netherlands are the same time ahead of UTC, from
// 1970 to 2200, as the time zone database has them. Package time works the rule for
// summer time out anew for each moment of which it does not know the period by heart,
// and a dossier has thousands.
var periods = func() []period {
	var all []period
	for at := time.Unix(0, 0).In(amsterdam); at.Year() < lastZoneYear; {
		_, end := at.ZoneBounds()
		if !end.After(at) { // on the last day of a leap year
			end = at.AddDate(0, 0, 1)
		}
		_, ahead := at.Zone()
		all = append(all, period{until: end.Unix(), ahead: int64(ahead)})
		at = end
	}
	return all
}()

const lastZoneYear = 2200

// period lasts until a second, which is not in it; it begins where the one before ends.
type period struct{ until, ahead int64 }

// ahead is by how many seconds clocks in the Netherlands are ahead of UTC at a Unix
// time.
func ahead(unix int64) int64 {
	i := sort.Search(len(periods), func(i int) bool { return unix < periods[i].until })
	if i == len(periods) || unix < 0 {
		_, n := time.Unix(unix, 0).In(amsterdam).Zone()
		return int64(n)
	}
	return periods[i].ahead
}
