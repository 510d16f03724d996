package story

import (
	"context"
	"strings"

	"github.com/gehoor/gehoor/internal/signal"
)

// reach is when and how the reporter can be reached.
func (r *run) reach(ctx context.Context, s Statement, _ []Statement) error {
	one, err := r.own()
	if err != nil {
		return err
	}
	chosen := signal.Reach{Ways: []signal.Way{}, Times: []signal.Time{}}
	for way := range strings.SplitSeq(s.Value("ways"), ",") {
		if way != "" {
			chosen.Ways = append(chosen.Ways, signal.Way(way))
		}
	}
	for time := range strings.SplitSeq(s.Value("times"), ",") {
		if time != "" {
			chosen.Times = append(chosen.Times, signal.Time(time))
		}
	}
	return r.Casework.SetReach(ctx, one.box, chosen)
}
