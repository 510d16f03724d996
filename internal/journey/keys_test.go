package journey_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// checkKeys holds the keys that a site publishes, and gives to reporters, against its
// log.
func checkKeys(t testing.TB, at string, args ...string) (string, int) {
	t.Helper()
	return run(t, built.verify, append([]string{"keys", at, "--log-key", built.town.logKey}, args...)...)
}

// TestKeyList: a server states its keys by itself, and an outsider checks them, again
// and again.
func TestKeyList(t *testing.T) {
	t.Parallel()
	f := newSite(t)
	state := filepath.Join(t.TempDir(), "state")
	eventually(t, "the list of keys", func() bool { _, code := checkKeys(t, f.url, "--state", state); return code == 0 })
	f.restart()
	if out, code := checkKeys(t, f.url, "--state", state); code != 0 || !strings.Contains(out, "as list number 1") || !strings.Contains(out, "Of 13 offices") {
		t.Errorf("after a restart it ends with %d: %s", code, out)
	}
	f.stop()
	sound(t, f.dir)
}
