package backup_test

import (
	"testing"

	"github.com/gehoor/gehoor/internal/backup"
)

func FuzzParseErased(f *testing.F) {
	f.Add([]byte(`{"v":1,"org":"veenhaven","at":"2026-01-01T00:00:00Z","fact":{"streams":[{"stream":"dossier/0123456789abcdef0123456789abcdef","events":3}]}}` + "\n"))
	f.Add([]byte("{}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		all, err := backup.ParseErased(data)
		for _, l := range all {
			if err == nil && (l.V != 1 || len(l.Fact.Streams) == 0) {
				t.Error("a line that nobody writes")
			}
		}
	})
}
