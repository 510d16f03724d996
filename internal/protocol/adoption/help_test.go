package adoption_test

import (
	"encoding/json"
	"testing"

	"github.com/gehoor/gehoor"
)

// size is how many bytes facts have in their events.
func size(t *testing.T, facts []gehoor.Fact) int {
	t.Helper()
	n := 0
	for _, f := range facts {
		data, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		n += len(data)
	}
	return n
}
