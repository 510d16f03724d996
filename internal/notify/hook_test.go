package notify_test

import (
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/notify"
)

func TestParseHook(t *testing.T) {
	for name, ok := range map[string]bool{
		"piket": true, "a": true, "7": true, "zaak-systeem-2": true, strings.Repeat("a", 40): true,
		"": false, "-a": false, "a-": false, "A": false, "a b": false, "a=b": false, "é": false, "a\n": false, strings.Repeat("a", 41): false,
	} {
		if h, err := notify.ParseHook(name); ok != (err == nil) || ok && string(h) != name {
			t.Errorf("%q: %q, %v", name, h, err)
		}
	}
}
