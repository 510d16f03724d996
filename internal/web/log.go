package web

import (
	"net/http"
	"strings"

	"github.com/gehoor/gehoor/internal/register"
)

// logTile serves the organisation's log as C2SP tlog-tiles says: checkpoint,
// hash tiles, bundles of entries. A full tile never changes; the checkpoint
// does. Entries are commitments with a salt: they tell nobody anything.
func (s *Site) logTile(w http.ResponseWriter, r *http.Request) error {
	path := r.PathValue("path")
	body, err := s.cases.LogTile(r.Context(), s.cfg.Org, path)
	if err != nil {
		return err
	}
	mime := register.TileType
	switch {
	case path == register.CheckpointPath, strings.HasPrefix(path, register.ContinuedPrefix):
		mime = register.CheckpointType
	default:
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	public(w)
	return send(w, http.StatusOK, mime, body)
}
